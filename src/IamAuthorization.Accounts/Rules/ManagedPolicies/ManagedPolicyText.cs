using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>One version of a managed policy.</summary>
/// <param name="Number">The number, 1 for <c>v1</c>.</param>
/// <param name="CreatedAt">When it was made, or <see langword="null"/> where nobody wrote that down.</param>
/// <param name="IsDefault">Whether it is in effect.</param>
/// <param name="Document">The document.</param>
public sealed record ManagedPolicyText(
    int Number, DateTimeOffset? CreatedAt, bool IsDefault, PolicyDocument Document)
{
    /// <summary>The id as the API writes it, for example <c>v3</c>.</summary>
    public string Id => ManagedPolicyVersion.IdOf(Number);
}
