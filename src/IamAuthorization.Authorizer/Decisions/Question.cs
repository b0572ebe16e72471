using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>
/// C1: everything the caller of the authorizer puts into a question. Two questions of one scope are the same only when
/// all of it is; contexts and tags are told apart by reference, because both are immutable.
/// </summary>
internal sealed record Question(
    IamPrincipal Principal,
    ActionName Action,
    Arn Resource,
    string? OwnerAccountId,
    ImmutableDictionary<string, string>? Tags,
    ImmutableDictionary<string, string>? RoleTagOverlay,
    bool DelegatesTrust,
    RequestContext Context)
{
    /// <summary>Whether the resource has the form of a role's ARN.</summary>
    public bool IsOnRole => Resource.Service is "iam" && Resource.Resource.StartsWith("role/");

    /// <summary>Whether the resource has the form of a user's ARN.</summary>
    public bool IsOnUser => Resource.Service is "iam" && Resource.Resource.StartsWith("user/");

    /// <summary>EV-10: whether the trust policy of the role governs the action.</summary>
    public bool IsOnTrust => TrustActions.IsGoverned(Action, Resource);
}
