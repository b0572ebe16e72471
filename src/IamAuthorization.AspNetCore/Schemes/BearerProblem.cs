using System.Diagnostics;
using IamAuthorization.Authorizer;

namespace IamAuthorization.AspNetCore;

/// <summary>The phrases in which a refused credential is told why.</summary>
internal static class BearerProblem
{
    public const string TwoCredentials = "the request carries two credentials";

    public const string SignatureNotTaken = "requests signed with access keys are not accepted here";

    private const string Unknown = "it could not be found out whether the session still counts";

    /// <summary>Why a session in this state is no credential, or null when it is one.</summary>
    public static string? Of(IamPrincipalState state) => state switch
    {
        IamPrincipalState.Alive => null,
        IamPrincipalState.Expired => "the session has expired",
        IamPrincipalState.Revoked => "the session has been revoked",
        IamPrincipalState.Gone => "the role of the session is gone",
        IamPrincipalState.Unknown => Unknown,
        _ => throw new UnreachableException(),
    };
}
