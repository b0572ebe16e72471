using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Suites;

/// <summary>Reading a document; the baseline only finds its JSON tokens.</summary>
[MemoryDiagnoser]
public class ReadBenchmarks
{
    private string _text = string.Empty;
    private byte[] _bytes = [];

    [Params(1, 100, 1_000)]
    public int Statements { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _text = Documents.Text(Statements);
        _bytes = Encoding.UTF8.GetBytes(_text);
    }

    [Benchmark(Baseline = true)]
    public int Tokens()
    {
        var reader = new Utf8JsonReader(_bytes);
        int tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    [Benchmark]
    public PolicyDocument Parse() => Documents.Read(_text);
}
