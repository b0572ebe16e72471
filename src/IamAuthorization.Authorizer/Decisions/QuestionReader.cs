using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Authorizer;

/// <summary>
/// Reads all that bears on the questions of one scope: one snapshot, one reading of the clock, each caller and each
/// answer of a provider once. Not for concurrent use: who asks enters the gate first.
/// </summary>
internal sealed class QuestionReader(
    IIamStore store,
    PolicyLoader loader,
    IEnumerable<IIamResourcePolicies> policyProviders,
    IEnumerable<IIamResourceTags> tagProviders,
    IOptions<IamAuthorizerOptions> options,
    IOptions<IamOptions> iam,
    TimeProvider clock)
{
    private const string Store = "the store of policies";

    private readonly AskedOnce<IamPrincipal, Caller> _callers = new(ReferenceEqualityComparer.Instance);
    private AskedOnce<Arn, ImmutableArray<CompiledPolicy>>? _providedPolicies;
    private AskedOnce<Arn, TagLookup>? _providedTags;
    private IIamSnapshot? _snapshot;
    private DateTimeOffset? _now;

    /// <summary>Lets one at a time ask.</summary>
    public ScopeGate Gate { get; } = new();

    /// <summary>What was decided on what was read.</summary>
    public ScopeAnswers Answers { get; } = new();

    /// <summary>The revision of the scope's snapshot, or null before the first question.</summary>
    public long? Revision => _snapshot?.Revision;

    /// <summary>The scope's one reading of the clock (C-44).</summary>
    public DateTimeOffset Now => _now ??= clock.GetUtcNow();

    /// <exception cref="UndecidableException">Something could not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<DecisionInputs> ReadAsync(Question question, CancellationToken cancellationToken)
    {
        IIamSnapshot snapshot = await SnapshotAsync(cancellationToken);
        Caller caller = await CallerAsync(question.Principal, snapshot, cancellationToken);
        Target target = await AskStoreAsync(
            (Reader: this, question, caller, snapshot),
            static (about, token) => about.Reader.ReadTargetAsync(about.question, about.caller, about.snapshot, token),
            cancellationToken);
        CompiledSet? policy = question.IsOnTrust
            ? target.Trust
            : await PolicyOfAsync(question.Resource, snapshot, cancellationToken);
        TagLookup tags = target.Tags
            ?? (ReadsResourceTags(caller, target, policy)
                ? await ProvidedTagsAsync(question.Resource, cancellationToken)
                : TagLookup.Empty);
        var context = new DecisionContext
        {
            Principal = question.Principal,
            Caller = caller.Policies,
            SessionTags = caller.SessionTags,
            CallerControls = caller.Controls,
            OwnerControls = target.Controls,
            ResourceTags = tags,
            IsIamResource = question.IsOnRole || question.IsOnUser,
            Now = Now,
            Request = question.Context,
        };
        var request = new AuthorizationRequest(
            question.Principal, question.Action, question.Resource, context, target.OwnerAccountId);
        return new DecisionInputs(request, PoliciesOf(caller, target, policy));
    }

    /// <summary>What the store has of an entity on the scope's snapshot, or null when there is none.</summary>
    /// <exception cref="UndecidableException">It could not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<T?> FindAsync<TAbout, T>(
        TAbout about,
        Func<TAbout, IIamSnapshot, CancellationToken, ValueTask<T?>> find,
        CancellationToken cancellationToken)
        where T : class
    {
        IIamSnapshot snapshot = await SnapshotAsync(cancellationToken);
        return await AskStoreAsync(
            (about, find, snapshot),
            static (asked, token) => asked.find(asked.about, asked.snapshot, token),
            cancellationToken);
    }

    /// <summary>The user of that name as the caller it may be, or null when there is none.</summary>
    /// <exception cref="UndecidableException">It could not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<CallerPolicies?> FindUserAsync(
        string accountId, string name, CancellationToken cancellationToken) =>
        FindAsync(
            (loader, accountId, name),
            static (about, snapshot, token) =>
                about.loader.FindUserAsync(snapshot, about.accountId, about.name, token),
            cancellationToken);

    /// <summary>The role of that name as the caller it may be, or null when there is none.</summary>
    /// <exception cref="UndecidableException">It could not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<CallerPolicies?> FindRoleAsync(
        string accountId, string name, CancellationToken cancellationToken) =>
        FindAsync(
            (loader, accountId, name),
            static (about, snapshot, token) =>
                about.loader.FindRoleAsync(snapshot, about.accountId, about.name, token),
            cancellationToken);

    /// <summary>Whether a principal may act at all.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<IamPrincipalState> GetStateAsync(
        IamPrincipal principal, CancellationToken cancellationToken)
    {
        try
        {
            IIamSnapshot snapshot = await SnapshotAsync(cancellationToken);
            await CallerAsync(principal, snapshot, cancellationToken);
            return IamPrincipalState.Alive;
        }
        catch (DeadPrincipalException exception)
        {
            return exception.State;
        }
        catch (UndecidableException)
        {
            return IamPrincipalState.Unknown;
        }
    }

    private static ApplicablePolicies PoliciesOf(Caller caller, Target target, CompiledSet? policy) => new()
    {
        Identity = caller.Policies?.Identity.Policies,
        PermissionsBoundary = caller.Policies?.PermissionsBoundary?.Policies,
        Session = caller.Session?.Policies,
        Resource = policy?.Policies,
        ServiceControlLevels = caller.Controls.ServiceControlSets,
        ResourceControlLevels = target.Controls.ResourceControlSets,
    };

    private static bool ReadsResourceTags(Caller caller, Target target, CompiledSet? policy) =>
        caller.Policies is { Identity.ReadsResourceTags: true } or { PermissionsBoundary.ReadsResourceTags: true }
        || caller.Session is { ReadsResourceTags: true }
        || policy is { ReadsResourceTags: true }
        || caller.Controls.ServiceControlLevels.Any(level => level.ReadsResourceTags)
        || target.Controls.ResourceControlLevels.Any(level => level.ReadsResourceTags);

    private ValueTask<IIamSnapshot> SnapshotAsync(CancellationToken cancellationToken) =>
        _snapshot is { } taken ? new(taken) : TakeSnapshotAsync(cancellationToken);

    private ValueTask<IIamSnapshot> TakeSnapshotAsync(CancellationToken cancellationToken)
    {
        // WHY: before the snapshot. A session issued now must not be younger than a revocation the snapshot lacks.
        _now ??= clock.GetUtcNow();
        ValueTask<IIamSnapshot> snapshot = AskStoreAsync(
            store, static (store, token) => store.GetSnapshotAsync(token), cancellationToken);
        return snapshot.IsCompletedSuccessfully ? new(Take(snapshot.Result)) : TakeAsync(snapshot);
    }

    private async ValueTask<IIamSnapshot> TakeAsync(ValueTask<IIamSnapshot> snapshot) => Take(await snapshot);

    private IIamSnapshot Take(IIamSnapshot? snapshot) =>
        _snapshot = snapshot ?? throw new UndecidableException($"{Store} failed");

    private ValueTask<Caller> CallerAsync(
        IamPrincipal principal, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        RefuseExpired(principal.Session);
        return _callers.TryFind(principal, out ValueTask<Caller> known)
            ? known
            : _callers.Keep(
                principal,
                AskStoreAsync(
                    (Reader: this, principal, snapshot),
                    static (about, token) => about.Reader.ReadCallerAsync(about.principal, about.snapshot, token),
                    cancellationToken));
    }

    private void RefuseExpired(IamSession? session)
    {
        if (session?.ExpiresAt <= Now)
        {
            throw new DeadPrincipalException(IamPrincipalState.Expired, "the session has expired");
        }
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

    private ValueTask<Caller> ReadCallerAsync(
        IamPrincipal principal, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (principal.AccountId.Length == 0)
        {
            return new(new Caller(Policies: null, Session: null, TagLookup.Empty, AccountControls.None));
        }

        ValueTask<CallerPolicies?> stored = FindStoredAsync(principal, snapshot, cancellationToken);
        bool isPlain = stored.IsCompletedSuccessfully
            && principal.Session is null or { Policies.Length: 0, PolicyArns.Length: 0, Tags.IsEmpty: true };
        return isPlain
            ? ReadPlainCallerAsync(principal, stored.Result, snapshot, cancellationToken)
            : ReadCallerAsync(principal, stored, snapshot, cancellationToken);
    }

    /// <summary>A caller whose session adds nothing to what the store has.</summary>
    private ValueTask<Caller> ReadPlainCallerAsync(
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

    private async ValueTask<Caller> ReadCallerAsync(
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

    private ValueTask<Target> ReadTargetAsync(
        Question question, Caller caller, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        string owner = question.OwnerAccountId ?? iam.Value.AccountId;
        bool isPlain = !question.IsOnRole && !question.IsOnUser && !question.DelegatesTrust
            && question.Tags is null && IsOf(owner, question.Principal);
        return isPlain
            ? new(new Target(owner, Trust: null, Tags: null, caller.Controls))
            : ReadTargetAsync(question, owner, snapshot, cancellationToken);
    }

    private async ValueTask<Target> ReadTargetAsync(
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

    /// <summary>The resource's policies of the store and of the app as one set, or null when it has none.</summary>
    private ValueTask<CompiledSet?> PolicyOfAsync(
        Arn resource, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (resource.IsAny)
        {
            return new((CompiledSet?)null);
        }

        ValueTask<CompiledPolicy?> stored = AskStoreAsync(
            (loader, snapshot, resource),
            static (about, token) => about.loader.FindResourcePolicyAsync(about.snapshot, about.resource, token),
            cancellationToken);
        bool isKnown = stored.IsCompletedSuccessfully && policyProviders is IIamResourcePolicies[] { Length: 0 };
        return isKnown
            ? new(stored.Result is { } policy ? loader.SetOf([policy]) : null)
            : JoinAsync(stored, resource, cancellationToken);
    }

    private async ValueTask<CompiledSet?> JoinAsync(
        ValueTask<CompiledPolicy?> asked, Arn resource, CancellationToken cancellationToken)
    {
        CompiledPolicy? stored = await asked;
        ImmutableArray<CompiledPolicy> provided = await ProvidedPoliciesAsync(resource, cancellationToken);
        return stored is null && provided.IsEmpty
            ? null
            : loader.SetOf(stored is null ? [.. provided] : [stored, .. provided]);
    }

    private ValueTask<ImmutableArray<CompiledPolicy>> ProvidedPoliciesAsync(
        Arn resource, CancellationToken cancellationToken)
    {
        _providedPolicies ??= new(EqualityComparer<Arn>.Default);
        return _providedPolicies.TryFind(resource, out ValueTask<ImmutableArray<CompiledPolicy>> known)
            ? known
            : _providedPolicies.Keep(resource, AskPolicyProvidersAsync(resource, cancellationToken));
    }

    private async ValueTask<ImmutableArray<CompiledPolicy>> AskPolicyProvidersAsync(
        Arn resource, CancellationToken cancellationToken)
    {
        var policies = ImmutableArray.CreateBuilder<CompiledPolicy>();
        foreach (IIamResourcePolicies provider in policyProviders)
        {
            PolicyDocument? document = await AskProviderAsync(
                "the app's source of resource policies",
                (provider, resource),
                static (about, token) => about.provider.FindAsync(about.resource, token),
                cancellationToken);
            if (document is not null)
            {
                policies.Add(loader.Compile(resource.ToString(), document));
            }
        }

        return policies.ToImmutable();
    }

    private ValueTask<TagLookup> ProvidedTagsAsync(Arn resource, CancellationToken cancellationToken)
    {
        if (resource.IsAny)
        {
            return new(TagLookup.Empty);
        }

        _providedTags ??= new(EqualityComparer<Arn>.Default);
        return _providedTags.TryFind(resource, out ValueTask<TagLookup> known)
            ? known
            : _providedTags.Keep(resource, AskTagProvidersAsync(resource, cancellationToken));
    }

    private async ValueTask<TagLookup> AskTagProvidersAsync(Arn resource, CancellationToken cancellationToken)
    {
        var tags = new List<KeyValuePair<string, string>>();
        foreach (IIamResourceTags provider in tagProviders)
        {
            IReadOnlyDictionary<string, string>? found = await AskProviderAsync(
                "the app's source of resource tags",
                (provider, resource),
                static (about, token) => about.provider.FindAsync(about.resource, token),
                cancellationToken);
            tags.AddRange(found ?? ImmutableDictionary<string, string>.Empty);
        }

        return tags.Count == 0 ? TagLookup.Empty : new TagLookup(tags);
    }

    private ValueTask<TAnswer> AskStoreAsync<TAbout, TAnswer>(
        TAbout about,
        Func<TAbout, CancellationToken, ValueTask<TAnswer>> ask,
        CancellationToken cancellationToken) =>
        BoundedCall.AskAsync(Store, about, ask, options.Value.StoreTimeout, clock, cancellationToken);

    private ValueTask<TAnswer> AskProviderAsync<TAbout, TAnswer>(
        string whom,
        TAbout about,
        Func<TAbout, CancellationToken, ValueTask<TAnswer>> ask,
        CancellationToken cancellationToken) =>
        BoundedCall.AskAsync(whom, about, ask, options.Value.ProviderTimeout, clock, cancellationToken);
}
