using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>
/// One question and everything that bears on it. Immutable: each step is a new world, so that a test can compare two
/// worlds that differ in one thing.
/// </summary>
internal sealed record World
{
    private World(IamPrincipal caller) => Caller = caller;

    public IamPrincipal Caller { get; init; }

    public string Action { get; init; } = Names.GetDoc;

    public string Resource { get; init; } = Names.Doc;

    public string? Owner { get; init; }

    public bool IsGrantRequired { get; init; }

    public static World Of(IamPrincipal caller) => new(caller);

    public World Asks(string action, string resource) => this with { Action = action, Resource = resource };

    public World Asks(string action) => this with { Action = action };

    public World On(string resource) => this with { Resource = resource };

    public World OwnedBy(string account) => this with { Owner = account };

    public World Requiring(bool grant) => this with { IsGrantRequired = grant };

    public World Identity(params Statement[] statements) => Attach(PolicyKind.Managed, Text(statements));

    public World Boundary(params Statement[] statements) => Attach(PolicyKind.PermissionsBoundary, Text(statements));

    public World SessionPolicy(params Statement[] statements) => Attach(PolicyKind.Session, Text(statements));

    public World ResourcePolicy(params Statement[] statements) => Attach(PolicyKind.Resource, Text(statements));

    public World TrustPolicy(params Statement[] statements) => Attach(PolicyKind.RoleTrust, Text(statements));

    /// <summary>Adds one level of service control policies below those already there.</summary>
    public World Scp(params Statement[] statements) => AddLevel(PolicyKind.ServiceControl, statements);

    /// <summary>Adds one level of resource control policies below those already there.</summary>
    public World Rcp(params Statement[] statements) => AddLevel(PolicyKind.ResourceControl, statements);

    /// <summary>Attaches a document given as text, as it was stored.</summary>
    public World Attach(PolicyKind kind, string text) => AttachAt(kind, level: 0, text);

    public World AttachAt(PolicyKind kind, int level, string text) =>
        this with { Sources = Sources.Add(new Source(kind, level, text)) };

    public World With(string key, ContextValue value) =>
        this with { Context = Context.Add(KeyValuePair.Create(ConditionKey.Of(key), value)) };

    public World With(string key, string value) => With(key, ContextValue.Of(value));

    public World With(string key, bool value) => With(key, ContextValue.Of(value));

    public World WithMany(string key, params string[] values) => With(key, ContextValue.Of(values.AsEnumerable()));

    public IamDecision Decide() => IamEvaluator.Decide(Request(), Policies());

    public Explanation Explain() => IamEvaluator.Explain(Request(), Policies());

    /// <summary>The answer and the type of policy that gave it.</summary>
    public (DecisionOutcome Outcome, PolicyType By) Verdict()
    {
        IamDecision decision = Decide();
        return (decision.Outcome, decision.DecidedBy);
    }

    public bool IsAllowed() => Decide().IsAllowed;

    public AuthorizationRequest Request() =>
        Request(new ContextValues(Context));

    public AuthorizationRequest Request(RequestContext context) =>
        new(Caller, ActionName.Parse(Action), Arn.Parse(Resource), context, Owner)
        {
            RequiresResourcePolicyGrant = IsGrantRequired,
        };

    public ApplicablePolicies Policies() => new()
    {
        Identity = Set(PolicyKind.Managed, PolicyKind.InlineUser),
        PermissionsBoundary = Set(PolicyKind.PermissionsBoundary),
        Session = Set(PolicyKind.Session),
        Resource = Set(PolicyKind.Resource) ?? Set(PolicyKind.RoleTrust),
        ServiceControlLevels = Levels(PolicyKind.ServiceControl),
        ResourceControlLevels = Levels(PolicyKind.ResourceControl),
    };

    public static string Text(params Statement[] statements) => Text("2012-10-17", statements);

    public static string Text(string? version, params Statement[] statements)
    {
        var json = new JsonObject();
        if (version is not null)
        {
            json["Version"] = version;
        }

        json["Statement"] = new JsonArray([.. statements.Select(statement => statement.ToJson())]);
        return json.ToJsonString();
    }

    public static PolicyDocument Read(PolicyKind kind, string text)
    {
        PolicyReadResult result = PolicyReader.Read(
            text, kind, new PolicyReadOptions { Gate = PolicyGate.Stored, Quotas = null });
        return result.Document
            ?? throw new InvalidOperationException($"{kind}: {result.Error?.Message}\n{text}");
    }

    private ImmutableArray<Source> Sources { get; init; } = [];

    private ImmutableArray<KeyValuePair<ConditionKey, ContextValue>> Context { get; init; } = [];

    private World AddLevel(PolicyKind kind, Statement[] statements) =>
        AttachAt(kind, Sources.Count(source => source.Kind == kind), Text(statements));

    private PolicySet? Set(params PolicyKind[] kinds)
    {
        CompiledPolicy[] policies = [.. Compiled(Sources.Where(source => kinds.Contains(source.Kind)))];
        return policies.Length == 0 ? null : new PolicySet(policies);
    }

    private ImmutableArray<PolicySet> Levels(PolicyKind kind) =>
    [
        .. Sources
            .Where(source => source.Kind == kind)
            .GroupBy(source => source.Level)
            .OrderBy(level => level.Key)
            .Select(level => new PolicySet(Compiled(level))),
    ];

    private static IEnumerable<CompiledPolicy> Compiled(IEnumerable<Source> sources) =>
        sources.Select((source, index) =>
            new CompiledPolicy($"{source.Kind}-{index}", Read(source.Kind, source.Text)));

    private sealed record Source(PolicyKind Kind, int Level, string Text);
}
