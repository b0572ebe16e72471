using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Workloads;

/// <summary>The library, through its public API.</summary>
internal sealed class ProjectPeer : Peer
{
    private static readonly PolicyReadOptions AsStored = new() { Gate = PolicyGate.Stored, Quotas = null };

    private readonly Dictionary<string, ActionName> _actions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly Workload _workload;
    private readonly string[] _texts;
    private readonly IamPrincipal[] _principals;
    private readonly AuthorizationRequest[] _requests;
    private readonly int[] _principalOf;
    private readonly DecisionOutcome?[] _expected;
    private PolicySet[] _sets = [];

    public ProjectPeer(Workload workload)
    {
        _workload = workload;
        _texts = Array.ConvertAll(workload.Policies, policy => policy.Document.GetRawText());
        _principals = Array.ConvertAll(workload.Principals, row => IamPrincipal.FromArn(Arn.Parse(row.Arn)));
        _requests = Array.ConvertAll(workload.Requests, Request);
        _principalOf = Array.ConvertAll(workload.Requests, row => row.Principal);
        _expected = Array.ConvertAll(workload.Requests, row => Outcome(row.Expected));
    }

    public override string Name => "project";

    public override string About =>
        "IamEvaluator.Decide with outcome and deciding statement; context values are text; each action is read once, "
        + "as an endpoint reads its own at start-up, and equal values are one string, as those of stored tags are";

    public override void SetUp()
    {
        var compiled = new CompiledPolicy[_texts.Length];
        for (int i = 0; i < compiled.Length; i++)
        {
            PolicyReadResult read = PolicyReader.Read(_texts[i], PolicyKind.Managed, AsStored);
            compiled[i] = new CompiledPolicy(
                _workload.Policies[i].Name,
                read.Document ?? throw new InvalidDataException($"{_workload.Id}: {read.Error?.Message}"));
        }

        var shared = new Dictionary<string, PolicySet>(StringComparer.Ordinal);
        _sets = Array.ConvertAll(_workload.Principals, row => SetOf(row.Policies, compiled, shared));
    }

    public override long WeighStrings()
    {
        var strings = new DocumentStrings();
        foreach (CompiledPolicy policy in _sets.SelectMany(set => set.Policies).Distinct())
        {
            strings.Add(policy.Document);
        }

        return strings.Bytes;
    }

    public override int Decide(int from, int count)
    {
        int sum = 0;
        int index = from;
        for (int i = 0; i < count; i++)
        {
            var policies = new ApplicablePolicies { Identity = _sets[_principalOf[index]] };
            IamDecision decision = IamEvaluator.Decide(_requests[index], in policies);
            sum += (int)decision.Outcome + (decision.Statement?.Index ?? 0);
            index = index + 1 == _requests.Length ? 0 : index + 1;
        }

        return sum;
    }

    public override bool? IsRight(int request)
    {
        if (_expected[request] is not { } expected)
        {
            return null;
        }

        var policies = new ApplicablePolicies { Identity = _sets[_principalOf[request]] };
        IamDecision decision = IamEvaluator.Decide(_requests[request], in policies);
        bool namesStatement = decision.Outcome == DecisionOutcome.ImplicitDeny || decision.Statement is not null;
        return decision.Outcome == expected && namesStatement;
    }

    // Principals with the same attachments share one set.
    private static PolicySet SetOf(int[] attached, CompiledPolicy[] compiled, Dictionary<string, PolicySet> shared)
    {
        string key = string.Join(',', attached);
        if (!shared.TryGetValue(key, out PolicySet? set))
        {
            set = new PolicySet(attached.Select(index => compiled[index]));
            shared.Add(key, set);
        }

        return set;
    }

    private static DecisionOutcome? Outcome(string? expected) => expected switch
    {
        null => null,
        "allow" => DecisionOutcome.Allow,
        "explicitDeny" => DecisionOutcome.ExplicitDeny,
        "implicitDeny" => DecisionOutcome.ImplicitDeny,
        _ => throw new InvalidDataException($"`{expected}` is no answer."),
    };

    private ContextValue Value(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array
            ? ContextValue.Of(json.EnumerateArray().Select(Text))
            : ContextValue.Of(Text(json));

    private string Text(JsonElement json)
    {
        string text = json.GetString()!;
        _values.Add(text);
        return _values.TryGetValue(text, out string? known) ? known : text;
    }

    private ActionName ActionOf(string text)
    {
        if (!_actions.TryGetValue(text, out ActionName action))
        {
            action = ActionName.Parse(text);
            _actions.Add(text, action);
        }

        return action;
    }

    // The resources of the workloads name no account: they belong to the caller's.
    private AuthorizationRequest Request(WorkloadRequest row) => new(
        _principals[row.Principal],
        ActionOf(row.Action),
        Arn.Parse(row.Resource),
        new ContextValues(row.Context.Select(
            pair => KeyValuePair.Create(ConditionKey.Of(pair.Key), Value(pair.Value)))),
        _principals[row.Principal].AccountId);
}
