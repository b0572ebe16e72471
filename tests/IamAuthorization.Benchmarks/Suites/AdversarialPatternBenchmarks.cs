using BenchmarkDotNet.Attributes;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Suites;

/// <summary>A pattern of stars against a text that almost matches: time may grow like text × pattern.</summary>
[MemoryDiagnoser]
public class AdversarialPatternBenchmarks
{
    private const string ArnStart = "arn:aws:docs:::";

    private static readonly IamPrincipal Alice =
        IamPrincipal.FromArn(Arn.Parse("arn:aws:iam::111122223333:user/alice"));

    private AuthorizationRequest _request = null!;
    private ApplicablePolicies _literal;
    private ApplicablePolicies _stars;

    [Params(100, 1_000, 10_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _request = new AuthorizationRequest(
            Alice,
            ActionName.Parse("docs:GetPage"),
            Arn.Parse(ArnStart + new string('a', Length)),
            resourceAccountId: Alice.AccountId);
        _literal = Policies(new string('a', Length) + "b");
        _stars = Policies(string.Concat(Enumerable.Repeat("*a", 50)) + "*b");
    }

    [Benchmark(Baseline = true)]
    public bool Literal() => IamEvaluator.Decide(_request, in _literal).IsAllowed;

    [Benchmark]
    public bool Stars() => IamEvaluator.Decide(_request, in _stars).IsAllowed;

    private static ApplicablePolicies Policies(string pattern) => Documents.Identity(Documents.Read(
        $$"""
        {"Version":"2012-10-17",
         "Statement":[{"Effect":"Allow","Action":"docs:*","Resource":"{{ArnStart}}{{pattern}}"}]}
        """));
}
