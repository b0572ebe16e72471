using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>Reads what a snapshot says of a caller, and refuses principals that may not act at all.</summary>
internal sealed class CallerReader(PolicyLoader loader)
{
    /// <summary>The caller.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="found">What the snapshot has of a user or role that was asked for by name, or null.</param>
    /// <param name="snapshot">The scope's snapshot.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="DeadPrincipalException">The principal may not act.</exception>
    public ValueTask<Caller> ReadAsync(
        IamPrincipal principal, CallerPolicies? found, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (principal.AccountId.Length == 0)
        {
            return new(new Caller(Policies: null, Session: null, TagLookup.Empty, AccountControls.None));
        }

        ValueTask<CallerPolicies?> stored = found?.IsUser(principal) == true
            ? new(found)
            : FindStoredAsync(principal, snapshot, cancellationToken);
        bool isPlain = stored.IsCompletedSuccessfully
            && principal.Session is null or { Policies.Length: 0, PolicyArns.Length: 0, Tags.IsEmpty: true };
        return isPlain
            ? ReadPlainAsync(principal, stored.Result, snapshot, cancellationToken)
            : ReadAsync(principal, stored, snapshot, cancellationToken);
    }

    private static void RefuseRevoked(IamSession? session, CallerPolicies? policies)
    {
        if (session?.IssuedAt < policies?.SessionsValidFrom)
        {
            throw new DeadPrincipalException(IamPrincipalState.Revoked, "the session has been revoked");
        }
    }

    private static DeadPrincipalException NoSuchPrincipal() =>
        new(IamPrincipalState.Gone, "there is no such principal");

    /// <summary>A caller whose session adds nothing to what the store has.</summary>
    private ValueTask<Caller> ReadPlainAsync(
        IamPrincipal principal, CallerPolicies? policies, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        RefuseRevoked(principal.Session, policies);
        ValueTask<AccountControls> controls =
            loader.FindControlsAsync(snapshot, principal.AccountId, cancellationToken);
        return controls.IsCompletedSuccessfully
            ? new(new Caller(policies, Session: null, TagLookup.Empty, controls.Result))
            : WithControlsAsync(policies, controls);
    }

    private static async ValueTask<Caller> WithControlsAsync(
        CallerPolicies? policies, ValueTask<AccountControls> controls) =>
        new(policies, Session: null, TagLookup.Empty, await controls);

    private async ValueTask<Caller> ReadAsync(
        IamPrincipal principal,
        ValueTask<CallerPolicies?> stored,
        IIamSnapshot snapshot,
        CancellationToken cancellationToken)
    {
        CallerPolicies? policies = await stored;
        RefuseRevoked(principal.Session, policies);
        CompiledSet? session = await loader.CompileSessionAsync(snapshot, principal.Session, cancellationToken);
        TagLookup sessionTags = principal.Session is { Tags.IsEmpty: false } facts
            ? new TagLookup(facts.Tags)
            : TagLookup.Empty;
        AccountControls controls = await loader.FindControlsAsync(snapshot, principal.AccountId, cancellationToken);
        return new Caller(policies, session, sessionTags, controls);
    }

    /// <summary>The caller as stored; null for the root user, which has no policies (EV-13).</summary>
    private ValueTask<CallerPolicies?> FindStoredAsync(
        IamPrincipal principal, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (principal.Kind == IamPrincipalKind.Root)
        {
            return RequireAccountAsync(principal, snapshot, cancellationToken);
        }

        ValueTask<CallerPolicies?> found = principal.Kind switch
        {
            IamPrincipalKind.User => loader.FindUserAsync(
                snapshot, principal.AccountId, principal.Name, cancellationToken),
            IamPrincipalKind.RoleSession => loader.FindRoleAsync(
                snapshot, principal.AccountId, principal.Name, cancellationToken),
            IamPrincipalKind.FederatedUser => FindParentAsync(principal, snapshot, cancellationToken),
            _ => default,
        };
        return found.IsCompletedSuccessfully
            ? new(RequireSame(principal, found.Result))
            : RequireSameAsync(principal, found);
    }

    private static async ValueTask<CallerPolicies?> RequireAccountAsync(
        IamPrincipal principal, IIamSnapshot snapshot, CancellationToken cancellationToken) =>
        await snapshot.FindAccountAsync(principal.AccountId, cancellationToken) is null
            ? throw NoSuchPrincipal()
            : null;

    private static async ValueTask<CallerPolicies?> RequireSameAsync(
        IamPrincipal principal, ValueTask<CallerPolicies?> found) => RequireSame(principal, await found);

    private static CallerPolicies RequireSame(IamPrincipal principal, CallerPolicies? found)
    {
        bool isSame = found is not null
            && (principal.Kind == IamPrincipalKind.FederatedUser || found.IsOf(principal.PrincipalArn))
            && (principal.UniqueId is null
                || string.Equals(principal.UniqueId, found.UniqueId, StringComparison.Ordinal));
        return isSame ? found! : throw NoSuchPrincipal();
    }

    /// <summary>Evaluation §6.6: a federated session has the policies of the user who made it.</summary>
    private async ValueTask<CallerPolicies?> FindParentAsync(
        IamPrincipal principal, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        bool isOfAccount = !principal.UserArn.IsAny && principal.UserArn.Account.SequenceEqual(principal.AccountId);
        return isOfAccount ? await loader.FindUserAsync(snapshot, principal.UserArn, cancellationToken) : null;
    }
}
