using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>What one scope knows of its caller.</summary>
/// <param name="Policies">The user or role as stored, or null for callers that no store knows.</param>
/// <param name="Session">The session policies, or null when there are none.</param>
/// <param name="SessionTags">The session tags.</param>
/// <param name="Controls">What the organization says of the caller's account.</param>
internal sealed record Caller(
    CallerPolicies? Policies, CompiledSet? Session, TagLookup SessionTags, AccountControls Controls)
{
    /// <summary>
    /// The principal with its unique id: stored policies name users and roles by it (PL-55), and an app may ask for one
    /// by its ARN alone. Without it a Deny would be missed.
    /// </summary>
    public IamPrincipal Identify(IamPrincipal principal) =>
        principal.UniqueId is not null || Policies?.UniqueId is not { } id
            ? principal
            : principal.Kind switch
            {
                IamPrincipalKind.User => IamPrincipal.User(principal.Arn, id, principal.Session),
                IamPrincipalKind.RoleSession => IamPrincipal.RoleSession(
                    principal.RoleArn, principal.SessionName!, id, principal.Session),
                IamPrincipalKind.FederatedUser => IamPrincipal.FederatedUser(
                    principal.Arn, principal.UserArn, id, principal.Session),
                _ => principal,
            };
}
