using System.Security.Claims;
using BenchmarkDotNet.Attributes;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Suites;

/// <summary>One decision against policies of any size; the baseline is the framework's role check.</summary>
[MemoryDiagnoser]
public class DecideBenchmarks
{
    private static readonly IamPrincipal Alice =
        IamPrincipal.FromArn(Arn.Parse("arn:aws:iam::111122223333:user/alice"));

    private readonly ClaimsPrincipal _user =
        new(new ClaimsIdentity([new Claim(ClaimTypes.Role, "reader"), new Claim(ClaimTypes.Role, "writer")], "test"));

    private AuthorizationRequest _allowed = null!;
    private AuthorizationRequest _denied = null!;
    private ApplicablePolicies _policies;

    [Params(1, 100, 10_000)]
    public int Statements { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _policies = Documents.Identity(Documents.ReadAll(Statements));
        _allowed = Question($"arn:aws:docs:::{Documents.Tenant(Statements / 2)}/a.txt");
        _denied = Question("arn:aws:docs:::nobody/a.txt");
    }

    [Benchmark(Baseline = true)]
    public bool IsInRole() => _user.IsInRole("writer");

    [Benchmark]
    public bool Allowed() => IamEvaluator.Decide(_allowed, in _policies).IsAllowed;

    [Benchmark]
    public bool Denied() => IamEvaluator.Decide(_denied, in _policies).IsAllowed;

    private static AuthorizationRequest Question(string resource) => new(
        Alice,
        ActionName.Parse("docs:GetPage"),
        Arn.Parse(resource),
        new ContextValues([new(ConditionKey.Of("aws:PrincipalTag/team"), ContextValue.Of("blue"))]),
        Alice.AccountId);
}
