using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>
/// Reads all that bears on the questions of one scope; each answer of the app's own sources is asked for once.
/// </summary>
internal sealed class QuestionReader(
    ReaderServices services,
    IEnumerable<IIamResourcePolicies> policyProviders,
    IEnumerable<IIamResourceTags> tagProviders)
    : ScopeReader(services)
{
    private ProvidedFacts? _provided;

    /// <summary>What was decided on what was read.</summary>
    public ScopeAnswers Answers { get; } = new();

    private ProvidedFacts Provided =>
        _provided ??= new ProvidedFacts(policyProviders, tagProviders, Services.Loader, Services.Calls);

    /// <summary>All that a question is decided on.</summary>
    /// <exception cref="UndecidableException">Something could not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<DecisionInputs> ReadAsync(Question question, CancellationToken cancellationToken)
    {
        ValueTask<Caller> caller = CallerAsync(question.Principal, cancellationToken);
        return caller.IsCompletedSuccessfully
            ? ReadAsync(question, caller.Result, cancellationToken)
            : ReadAsync(question, caller, cancellationToken);
    }

    protected override void Forget()
    {
        _provided = null;
        Answers.Retire();
    }

    private async ValueTask<DecisionInputs> ReadAsync(
        Question question, ValueTask<Caller> caller, CancellationToken cancellationToken) =>
        await ReadAsync(question, await caller, cancellationToken);

    private ValueTask<DecisionInputs> ReadAsync(
        Question question, Caller caller, CancellationToken cancellationToken)
    {
        IIamSnapshot snapshot = TakenSnapshot;
        ValueTask<Target> target = Services.Targets.ReadAsync(question, caller, snapshot, cancellationToken);
        return target.IsCompletedSuccessfully
            ? ReadPolicyAsync(question, caller, target.Result, snapshot, cancellationToken)
            : ReadPolicyAsync(question, caller, target, snapshot, cancellationToken);
    }

    private async ValueTask<DecisionInputs> ReadPolicyAsync(
        Question question,
        Caller caller,
        ValueTask<Target> target,
        IIamSnapshot snapshot,
        CancellationToken cancellationToken) =>
        await ReadPolicyAsync(question, caller, await target, snapshot, cancellationToken);

    private ValueTask<DecisionInputs> ReadPolicyAsync(
        Question question, Caller caller, Target target, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        ValueTask<CompiledSet?> policy = question.IsOnTrust
            ? new(target.Trust)
            : PolicyOfAsync(question.Resource, snapshot, cancellationToken);
        return policy.IsCompletedSuccessfully
            ? ReadTagsAsync(question, caller, target, policy.Result, cancellationToken)
            : ReadTagsAsync(question, caller, target, policy, cancellationToken);
    }

    private async ValueTask<DecisionInputs> ReadTagsAsync(
        Question question,
        Caller caller,
        Target target,
        ValueTask<CompiledSet?> policy,
        CancellationToken cancellationToken) =>
        await ReadTagsAsync(question, caller, target, await policy, cancellationToken);

    private ValueTask<DecisionInputs> ReadTagsAsync(
        Question question, Caller caller, Target target, CompiledSet? policy, CancellationToken cancellationToken)
    {
        TagLookup? tags = target.Tags ?? (ReadsResourceTags(caller, target, policy) ? null : TagLookup.Empty);
        return tags is not null
            ? new(InputsOf(question, caller, target, policy, tags))
            : WithTagsAsync(question, caller, target, policy, cancellationToken);
    }

    private async ValueTask<DecisionInputs> WithTagsAsync(
        Question question, Caller caller, Target target, CompiledSet? policy, CancellationToken cancellationToken) =>
        InputsOf(
            question, caller, target, policy, await Provided.TagsAsync(question.Resource, cancellationToken));

    private DecisionInputs InputsOf(
        Question question, Caller caller, in Target target, CompiledSet? policy, TagLookup tags)
    {
        var context = new DecisionContext(question, caller)
        {
            OwnerControls = target.Controls,
            ResourceTags = tags,
            Now = Now,
        };
        IamPrincipal principal = policy is null ? question.Principal : caller.Identify(question.Principal);
        var request = new AuthorizationRequest(
            principal, question.Action, question.Resource, context, target.OwnerAccountId);
        return new DecisionInputs(request, PoliciesOf(caller, target, policy));
    }

    private static ApplicablePolicies PoliciesOf(Caller caller, in Target target, CompiledSet? policy) => new()
    {
        Identity = caller.Policies?.Identity.Policies,
        PermissionsBoundary = caller.Policies?.PermissionsBoundary?.Policies,
        Session = caller.Session?.Policies,
        Resource = policy?.Policies,
        ServiceControlLevels = caller.Controls.ServiceControlSets,
        ResourceControlLevels = target.Controls.ResourceControlSets,
    };

    private static bool ReadsResourceTags(Caller caller, in Target target, CompiledSet? policy) =>
        caller.Policies is { Identity.ReadsResourceTags: true } or { PermissionsBoundary.ReadsResourceTags: true }
        || caller.Session is { ReadsResourceTags: true }
        || policy is { ReadsResourceTags: true }
        || caller.Controls.ServiceControlLevels.Any(level => level.ReadsResourceTags)
        || target.Controls.ResourceControlLevels.Any(level => level.ReadsResourceTags);

    /// <summary>The resource's policies of the store and of the app as one set, or null when it has none.</summary>
    private ValueTask<CompiledSet?> PolicyOfAsync(
        Arn resource, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (resource.IsAny)
        {
            return default;
        }

        ValueTask<CompiledPolicy?> stored = StoredPolicyOfAsync(resource, snapshot, cancellationToken);
        bool isKnown = stored.IsCompletedSuccessfully && policyProviders is IIamResourcePolicies[] { Length: 0 };
        return isKnown
            ? new(stored.Result is { } policy ? Services.Loader.SetOf([policy]) : null)
            : JoinAsync(stored, resource, cancellationToken);
    }

    private ValueTask<CompiledPolicy?> StoredPolicyOfAsync(
        Arn resource, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        ValueTask<CompiledPolicy?> stored;
        try
        {
            stored = Services.Loader.FindResourcePolicyAsync(snapshot, resource, cancellationToken);
        }
        catch (Exception exception)
        {
            stored = ValueTask.FromException<CompiledPolicy?>(exception);
        }

        return Services.Calls.WaitForStoreAsync(stored, cancellationToken);
    }

    private async ValueTask<CompiledSet?> JoinAsync(
        ValueTask<CompiledPolicy?> asked, Arn resource, CancellationToken cancellationToken)
    {
        CompiledPolicy? stored = await asked;
        ImmutableArray<CompiledPolicy> provided = await Provided.PoliciesAsync(resource, cancellationToken);
        return stored is null && provided.IsEmpty
            ? null
            : Services.Loader.SetOf(stored is null ? [.. provided] : [stored, .. provided]);
    }
}
