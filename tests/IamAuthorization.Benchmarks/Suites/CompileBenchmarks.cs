using BenchmarkDotNet.Attributes;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Suites;

/// <summary>From documents to what decisions ask; the baseline only looks at each text of the documents.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private PolicyDocument[] _documents = [];
    private CompiledPolicy[] _policies = [];

    [Params(1, 100, 10_000)]
    public int Statements { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _documents = Documents.ReadAll(Statements);
        _policies = Documents.Compile(_documents);
    }

    [Benchmark(Baseline = true)]
    public int Texts()
    {
        int characters = 0;
        foreach (PolicyStatement statement in _documents.SelectMany(document => document.Statements))
        {
            characters += statement.Actions.Sum(action => action.Length)
                + (statement.Resources ?? []).Sum(resource => resource.Length);
        }

        return characters;
    }

    [Benchmark]
    public CompiledPolicy[] Policies() => Documents.Compile(_documents);

    [Benchmark]
    public PolicySet Set() => new(_policies);

    [Benchmark]
    public PolicySet PoliciesAndSet() => new(Documents.Compile(_documents));
}
