using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Workloads;

/// <summary>The library, through its public API.</summary>
internal sealed class ProjectPeer : Peer
{
    private static readonly PolicyReadOptions AsStored = new() { Gate = PolicyGate.Stored, Quotas = null };

    private readonly Workload _workload;
    private readonly string[] _texts;
    private readonly IamPrincipal[] _principals;
    private readonly AuthorizationRequest[] _requests;
    private readonly int[] _principalOf;
    private readonly DecisionOutcome[] _expected;
    private ApplicablePolicies[] _policies = [];

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
        "IamEvaluator.Decide with outcome and deciding statement; context values are text";

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

        _policies = Array.ConvertAll(_workload.Principals, row => new ApplicablePolicies
        {
            Identity = new PolicySet(row.Policies.Select(index => compiled[index])),
        });
    }

    public override int Decide(int from, int count)
    {
        int sum = 0;
        int index = from;
        for (int i = 0; i < count; i++)
        {
            IamDecision decision = IamEvaluator.Decide(_requests[index], in _policies[_principalOf[index]]);
            sum += (int)decision.Outcome + (decision.Statement?.Index ?? 0);
            index = index + 1 == _requests.Length ? 0 : index + 1;
        }

        return sum;
    }

    public override bool? IsRight(int request)
    {
        IamDecision decision = IamEvaluator.Decide(_requests[request], in _policies[_principalOf[request]]);
        bool namesStatement = decision.Outcome == DecisionOutcome.ImplicitDeny || decision.Statement is not null;
        return decision.Outcome == _expected[request] && namesStatement;
    }

    private static DecisionOutcome Outcome(string expected) => expected switch
    {
        "allow" => DecisionOutcome.Allow,
        "explicitDeny" => DecisionOutcome.ExplicitDeny,
        "implicitDeny" => DecisionOutcome.ImplicitDeny,
        _ => throw new InvalidDataException($"`{expected}` is no answer."),
    };

    private static ContextValue Value(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array
            ? ContextValue.Of(json.EnumerateArray().Select(element => element.GetString()!))
            : ContextValue.Of(json.GetString()!);

    // The resources of the workloads name no account: they belong to the caller's.
    private AuthorizationRequest Request(WorkloadRequest row) => new(
        _principals[row.Principal],
        ActionName.Parse(row.Action),
        Arn.Parse(row.Resource),
        new ContextValues(row.Context.Select(
            pair => KeyValuePair.Create(ConditionKey.Of(pair.Key), Value(pair.Value)))),
        _principals[row.Principal].AccountId);
}
