using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Authorizer;

/// <summary>Reads whose the resource of a question is, and what a snapshot says of roles and users.</summary>
internal sealed class TargetReader(PolicyLoader loader, BoundedCalls calls, IOptions<IamOptions> iam)
{
    /// <summary>What is known of the resource before its tags are.</summary>
    /// <exception cref="UndecidableException">It could not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<Target> ReadAsync(
        Question question, Caller caller, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        string owner = question.OwnerAccountId ?? iam.Value.AccountId;
        bool isPlain = !question.IsOnRole && !question.IsOnUser && !question.DelegatesTrust
            && question.Tags is null && IsOf(owner, question.Principal);
        return isPlain
            ? new(new Target(owner, Trust: null, Tags: null, caller.Controls))
            : calls.AskStoreAsync(
                (Reader: this, question, owner, snapshot),
                static (about, token) =>
                    about.Reader.ReadAsync(about.question, about.owner, about.snapshot, token),
                cancellationToken);
    }

    private async ValueTask<Target> ReadAsync(
        Question question, string owner, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        TagLookup? tags = question.Tags is { } given ? new TagLookup(given) : null;
        CompiledSet? trust = null;
        if (question.IsOnRole
            && await loader.FindTargetRoleAsync(snapshot, question.Resource, cancellationToken) is { } role)
        {
            // WHY: of a role or user the store is the owner's record; nobody else's word counts (EV-21).
            owner = question.Resource.Account.ToString();
            trust = role.Trust;
            tags = Overlaid(role.Tags, question.RoleTagOverlay);
        }
        else if (question.IsOnTrust)
        {
            // WHY: a role that is not there is decided like one that trusts nobody; nobody is asked for its tags.
            tags = Overlaid(TagLookup.Empty, question.RoleTagOverlay);
        }
        else if (question.IsOnUser
            && await PolicyLoader.FindTargetUserTagsAsync(
                snapshot, question.Resource, cancellationToken) is { } userTags)
        {
            owner = question.Resource.Account.ToString();
            tags = userTags;
        }

        if (question.DelegatesTrust)
        {
            trust = loader.DelegatedTrust(question.Principal.AccountId);
        }

        AccountControls controls = await loader.FindControlsAsync(snapshot, owner, cancellationToken);
        return new Target(owner, trust, tags, controls);
    }

    private static bool IsOf(string accountId, IamPrincipal principal) =>
        string.Equals(accountId, principal.AccountId, StringComparison.Ordinal);

    private static TagLookup Overlaid(TagLookup tags, ImmutableDictionary<string, string>? overlay) =>
        overlay is null ? tags : tags.OverlaidBy(overlay);
}
