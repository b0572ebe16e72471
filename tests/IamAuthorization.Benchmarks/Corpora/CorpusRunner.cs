using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Corpora;

/// <summary>Reads, compiles and writes every document of a corpus, and prints total times and peak memory.</summary>
internal sealed class CorpusRunner(TextWriter output)
{
    private static readonly PolicyReadOptions WithoutQuotas = new() { Quotas = null };

    private readonly Stopwatch _reading = new();
    private readonly Stopwatch _compiling = new();
    private readonly Stopwatch _writing = new();
    private int _documents;
    private int _statements;
    private int _refused;
    private int _changed;

    /// <summary>Runs over JSON Lines files, gzipped or not, whose rows hold a <c>document</c>.</summary>
    /// <returns>0, or 1 when a document was refused or did not read back as itself.</returns>
    public int Run(IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            foreach (string text in DocumentsOf(file))
            {
                Take(text);
            }
        }

        output.WriteLine($"{_documents} documents, {_statements} statements");
        output.WriteLine($"read     {_reading.Elapsed.TotalMilliseconds,9:F0} ms  (both gates and lint)");
        output.WriteLine($"compiled {_compiling.Elapsed.TotalMilliseconds,9:F0} ms");
        output.WriteLine($"written  {_writing.Elapsed.TotalMilliseconds,9:F0} ms  (and read again)");
        output.WriteLine($"peak     {Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576.0,9:F0} MiB");
        output.WriteLine($"{_refused} refused, {_changed} changed by writing and reading again");
        return _refused + _changed == 0 ? 0 : 1;
    }

    private static IEnumerable<string> DocumentsOf(string file)
    {
        using Stream raw = File.OpenRead(file);
        using Stream plain = file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(raw, CompressionMode.Decompress)
            : raw;
        using var reader = new StreamReader(plain);
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument row = JsonDocument.Parse(line);
            JsonElement document = row.RootElement.GetProperty("document");
            yield return document.ValueKind == JsonValueKind.String ? document.GetString()! : document.GetRawText();
        }
    }

    private void Take(string text)
    {
        _documents++;
        _reading.Start();
        PolicyDocument? document = PolicyReader.Read(text, PolicyKind.Managed, WithoutQuotas).Document;
        _reading.Stop();
        if (document is null)
        {
            _refused++;
            return;
        }

        _statements += document.Statements.Length;
        _compiling.Start();
        _ = new PolicySet([new CompiledPolicy("corpus", document)]);
        _compiling.Stop();

        _writing.Start();
        string written = PolicyWriter.Write(document);
        PolicyDocument? again = PolicyReader.Read(written, PolicyKind.Managed, WithoutQuotas).Document;
        _writing.Stop();
        _changed += document.Equals(again) ? 0 : 1;
    }
}
