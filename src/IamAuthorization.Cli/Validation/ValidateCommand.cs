using System.Text;
using System.Text.Json;
using IamAuthorization.Cli.Lines;
using IamAuthorization.Policies;

namespace IamAuthorization.Cli.Validation;

/// <summary><c>iam validate</c>: checks documents as they are checked when they are saved.</summary>
/// <param name="defaultKind">What a document is used as that does not say so itself.</param>
/// <param name="quotas">The sizes they are held to, or <see langword="null"/> to lift them.</param>
/// <param name="output">Where the results go.</param>
internal sealed class ValidateCommand(PolicyKind defaultKind, PolicyQuotas? quotas, Stream output)
{
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly PolicyReadOptions _options = new() { Gate = PolicyGate.Save, Quotas = quotas };

    private bool _isAllValid = true;

    private int Outcome => _isAllValid ? ExitCode.Done : ExitCode.Invalid;

    /// <summary>Checks files, each one document.</summary>
    /// <param name="paths">Their paths, which are the ids of the results.</param>
    /// <returns>The exit code.</returns>
    public int RunFiles(IEnumerable<string> paths)
    {
        using var results = new ResultWriter(output);
        foreach (string path in paths)
        {
            try
            {
                Write(results, path, PolicyReader.Read(TextOf(path), defaultKind, _options));
            }
            catch (LineException exception)
            {
                WriteUnread(results, path, exception);
            }
        }

        return Outcome;
    }

    /// <summary>Checks the documents of JSON lines.</summary>
    /// <param name="input">The lines.</param>
    /// <returns>The exit code.</returns>
    public int RunLines(Stream input)
    {
        using var results = new ResultWriter(output);
        var lines = new LineReader(input, results.Flush);
        while (lines.TryRead(out ReadOnlyMemory<byte> line))
        {
            try
            {
                using JsonDocument json = JsonLine.Parse(line, lines.Number);
                ValidateRow row = ValidateRow.Read(json.RootElement, defaultKind);
                Write(results, row.Id, PolicyReader.Read(row.Document, row.Kind, _options));
            }
            catch (LineException exception)
            {
                WriteUnread(results, JsonLine.ReadableId(line.Span), exception);
            }
        }

        return Outcome;
    }

    private static string TextOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Length <= LineReader.LengthMax
                ? StrictUtf8.GetString(File.ReadAllBytes(path))
                : throw new LineException($"The file is longer than {LineReader.LengthMax} bytes.");
        }
        catch (DecoderFallbackException exception)
        {
            throw new LineException("MalformedPolicyDocument", $"The file is not UTF-8 at byte {exception.Index + 1}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LineException($"The file cannot be read: {exception.Message}");
        }
    }

    private static string NameOf(PolicyFindingSeverity severity) => severity switch
    {
        PolicyFindingSeverity.Error => "error",
        PolicyFindingSeverity.Security => "security",
        PolicyFindingSeverity.Warning => "warning",
        _ => "suggestion",
    };

    private void Write(ResultWriter results, string id, PolicyReadResult read)
    {
        Utf8JsonWriter json = Begin(results, id, read.Error is { } error ? (error.Code, error.Message) : null);
        foreach (PolicyFinding finding in read.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, finding.Code);
            json.WriteString("severity"u8, NameOf(finding.Severity));
            json.WriteString("path"u8, finding.Path);
            json.WriteNumber("line"u8, finding.Position.Line);
            json.WriteNumber("column"u8, finding.Position.Column);
            json.WriteString("message"u8, finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        results.End();
    }

    private void WriteUnread(ResultWriter results, string? id, LineException exception)
    {
        Begin(results, id, (exception.Code, exception.Message)).WriteEndArray();
        results.End();
    }

    private Utf8JsonWriter Begin(ResultWriter results, string? id, (string Code, string Message)? error)
    {
        _isAllValid &= error is null;
        Utf8JsonWriter json = results.Begin();
        json.WriteString("id"u8, id);
        json.WriteBoolean("valid"u8, error is null);
        if (error is var (code, message))
        {
            ErrorMember.Write(json, code, message);
        }

        json.WriteStartArray("findings"u8);
        return json;
    }
}
