using BenchmarkDotNet.Attributes;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Suites;

/// <summary>One decision where statements differ in one way; the baseline are resources without wildcards.</summary>
[MemoryDiagnoser]
public class DecideShapeBenchmarks
{
    private const string Pages = "arn:aws:docs:::";

    private static readonly IamPrincipal Alice =
        IamPrincipal.FromArn(Arn.Parse("arn:aws:iam::111122223333:user/alice"));

    private AuthorizationRequest _request = null!;
    private ApplicablePolicies _exact;
    private ApplicablePolicies _prefix;
    private ApplicablePolicies _inner;
    private ApplicablePolicies _variable;
    private ApplicablePolicies _conditions;
    private ApplicablePolicies _deny;

    [Params(10, 1_000)]
    public int Statements { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _request = Question($"{Pages}{Documents.Tenant(Statements / 2)}/red/a.txt");
        _exact = Policies(tenant => Allow($"{tenant}/red/a.txt"));
        _prefix = Policies(tenant => Allow($"{tenant}/*"));
        _inner = Policies(tenant => Allow($"*{tenant}*.txt"));
        _variable = Policies(tenant => Allow(tenant + "/${aws:PrincipalTag/team}/*"));
        _conditions = Policies(tenant => Allow(
            $"{tenant}/*",
            """
            "StringEquals": { "aws:PrincipalTag/team": ["green", "red"] },
            "IpAddress": { "aws:SourceIp": ["10.0.0.0/8", "203.0.113.0/24"] },
            "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" },
            "Bool": { "aws:SecureTransport": "true" }
            """));
        _deny = Policies(tenant => $"{Allow($"{tenant}/*")}, {Statement("Deny", $"{tenant}/red/*", string.Empty)}");
    }

    [Benchmark(Baseline = true)]
    public DecisionOutcome Exact() => IamEvaluator.Decide(_request, in _exact).Outcome;

    [Benchmark]
    public DecisionOutcome Prefix() => IamEvaluator.Decide(_request, in _prefix).Outcome;

    [Benchmark]
    public DecisionOutcome InnerLiteral() => IamEvaluator.Decide(_request, in _inner).Outcome;

    [Benchmark]
    public DecisionOutcome Variable() => IamEvaluator.Decide(_request, in _variable).Outcome;

    [Benchmark]
    public DecisionOutcome Conditions() => IamEvaluator.Decide(_request, in _conditions).Outcome;

    [Benchmark]
    public DecisionOutcome Deny() => IamEvaluator.Decide(_request, in _deny).Outcome;

    private static string Allow(string resource, string conditions = "") => Statement("Allow", resource, conditions);

    private static string Statement(string effect, string resource, string conditions) =>
        $$"""
        {"Effect":"{{effect}}","Action":"docs:Get*","Resource":"{{Pages}}{{resource}}","Condition":{ {{conditions}} } }
        """;

    private static AuthorizationRequest Question(string resource) => new(
        Alice,
        ActionName.Parse("docs:GetPage"),
        Arn.Parse(resource),
        new ContextValues(
        [
            new(ConditionKey.Of("aws:PrincipalTag/team"), ContextValue.Of("red")),
            new(ConditionKey.Of("aws:SourceIp"), ContextValue.Of("203.0.113.7")),
            new(ConditionKey.Of("aws:MultiFactorAuthAge"), ContextValue.Of("60")),
            new(ConditionKey.Of("aws:SecureTransport"), ContextValue.Of("true")),
        ]),
        Alice.AccountId);

    private ApplicablePolicies Policies(Func<string, string> statement)
    {
        ApplicablePolicies policies = Documents.Identity(Documents.ReadAll(Statements, statement));
        return IamEvaluator.Decide(_request, in policies).Statement is null
            ? throw new InvalidOperationException("No statement decides: the benchmark would measure nothing.")
            : policies;
    }
}
