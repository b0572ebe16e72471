namespace IamAuthorization.Authorizer;

/// <summary>The caller may not act at all, whatever policies say.</summary>
internal sealed class DeadPrincipalException(IamPrincipalState state, string reason) : UndecidableException(reason)
{
    public IamPrincipalState State { get; } = state;
}
