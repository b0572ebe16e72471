using System.Text.Json;

namespace IamAuthorization.Cli.Tests;

/// <summary><c>iam validate</c> and the command line, sentence by sentence of their contract.</summary>
public sealed class ValidateTests
{
    private const string Valid =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

    private const string Trust =
        """
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}
        """;

    private const string Resource =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}""";

    /// <summary>Kinds, documents, and whether the grammar of that kind takes that document.</summary>
    public static TheoryData<string, string, bool> Kinds => new()
    {
        { "identity", Valid, true },
        { "managed", Valid, true },
        { "inline-user", Valid, true },
        { "inline-group", Valid, true },
        { "inline-role", Valid, true },
        { "boundary", Valid, true },
        { "session", Valid, true },
        { "scp", Valid, true },
        { "resource", Resource, true },
        { "trust", Trust, true },
        { "rcp", Resource, true },
        { "identity", Resource, false },
        { "resource", Valid, false },
        { "trust", Valid, false },
        { "rcp", Valid, false },
        { "scp", Resource, false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Row_IsReadAsItsKind(string kind, string document, bool isValid)
    {
        ToolResult result = Tool.Run(Row("d1", kind, document), "validate", "--jsonl");

        JsonElement answer = JsonElement.Parse(Assert.Single(result.Lines));
        Assert.Equal("d1", answer.GetProperty("id").GetString());
        Assert.Equal(isValid, answer.GetProperty("valid").GetBoolean());
        Assert.Equal(!isValid, answer.TryGetProperty("error", out JsonElement error));
        Assert.Equal(JsonValueKind.Array, answer.GetProperty("findings").ValueKind);
        Assert.Equal(isValid ? 0 : 1, result.ExitCode);
        if (!isValid)
        {
            Assert.Equal("MalformedPolicyDocument", error.GetProperty("code").GetString());
        }
    }

    [Fact]
    public void Finding_HasExactlyTheContractedMembers_AndPointsIntoTheText()
    {
        ToolResult result = Tool.Run(
            Row("d1", "identity", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": 7\n}"), "validate", "--jsonl");

        JsonElement answer = JsonElement.Parse(Assert.Single(result.Lines));
        JsonElement finding = answer.GetProperty("findings").EnumerateArray().First();
        Assert.Equal(["id", "valid", "error", "findings"], Members(answer));
        Assert.Equal(["code", "message"], Members(answer.GetProperty("error")));
        Assert.Equal(["code", "severity", "path", "line", "column", "message"], Members(finding));
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal("/Statement", finding.GetProperty("path").GetString());
        Assert.Equal(3, finding.GetProperty("line").GetInt32());
    }

    [Fact]
    public void OneInvalidDocumentAmongValidOnes_ExitCodeIsOne()
    {
        ToolResult result = Tool.Run(
            Row("a", "identity", Valid) + Row("b", "identity", "{}") + Row("c", "identity", Valid),
            "validate", "--jsonl");

        Assert.Equal(["true", "false", "true"], result.Lines.Select(line =>
            JsonElement.Parse(line).GetProperty("valid").GetRawText()));
        Assert.Equal(1, result.ExitCode);
    }

    [Theory]
    [InlineData("""{"id":"r","kind":"nope","document_text":"{}"}""", "`nope`")]
    [InlineData("""{"id":"r","kind":"identity"}""", "`document_text`")]
    [InlineData("""{"id":"r","document_text":{}}""", "an object")]
    [InlineData("""{"id":"r","document_text":"\ud800"}""", "surrogate")]
    [InlineData("""{"id":"r", nonsense""", "not JSON")]
    public void Row_ThatCannotBeRead_IsInvalid_AndSaysWhy(string row, string word)
    {
        ToolResult result = Tool.Run(row + "\n", "validate", "--jsonl");

        JsonElement answer = JsonElement.Parse(Assert.Single(result.Lines));
        Assert.Equal("r", answer.GetProperty("id").GetString());
        Assert.False(answer.GetProperty("valid").GetBoolean());
        Assert.Contains(word, Tool.MessageOf(answer), StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void RowWithoutKind_TakesTheKindOfTheCommandLine()
    {
        string row = JsonSerializer.Serialize(new { id = "d", document_text = Trust }) + "\n";

        Assert.Equal(0, Tool.Run(row, "validate", "--jsonl", "--kind", "trust").ExitCode);
        Assert.Equal(1, Tool.Run(row, "validate", "--jsonl").ExitCode);
    }

    [Fact]
    public void PL11_DocumentBeyondAQuota_IsInvalid_UnlessQuotasAreLifted()
    {
        string actions = string.Join(',', Enumerable.Range(0, 700).Select(i => $"\"s3:GetObject{i}\""));
        string large = Valid.Replace("\"s3:GetObject\"", $"[{actions}]", StringComparison.Ordinal);

        ToolResult held = Tool.Run(Row("d", "managed", large), "validate", "--jsonl");
        ToolResult lifted = Tool.Run(Row("d", "managed", large), "validate", "--jsonl", "--no-quotas");

        Assert.Equal("LimitExceeded", Tool.CodeOf(JsonElement.Parse(Assert.Single(held.Lines))));
        Assert.Equal(0, lifted.ExitCode);
    }

    [Fact]
    public void Files_AreChecked_AndTheirPathsAreTheIds()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("validate");
        try
        {
            string good = Path.Combine(folder.FullName, "good.json");
            string latin1 = Path.Combine(folder.FullName, "latin1.json");
            string missing = Path.Combine(folder.FullName, "missing.json");
            File.WriteAllText(good, Valid);
            File.WriteAllBytes(latin1, [(byte)'{', 0xE9, (byte)'}']);

            ToolResult result = Tool.Run("", "validate", good, latin1, missing);

            Assert.Equal([good, latin1, missing], result.Lines.Select(line =>
                JsonElement.Parse(line).GetProperty("id").GetString()!));
            Assert.Equal(["true", "false", "false"], result.Lines.Select(line =>
                JsonElement.Parse(line).GetProperty("valid").GetRawText()));
            Assert.Contains("UTF-8 at byte 2", result.Lines[1], StringComparison.Ordinal);
            Assert.Equal(1, result.ExitCode);
            Assert.Equal(0, Tool.Run("", "validate", good).ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("validate --jsonl a.json")]
    [InlineData("validate --kind nope a.json")]
    [InlineData("simulate extra")]
    [InlineData("nope")]
    [InlineData("")]
    public void UsageError_ExitCodeIsTwo_AndStdoutStaysEmpty(string commandLine)
    {
        ToolResult result = Tool.Run("", commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Empty(result.Help);
        Assert.StartsWith("iam: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("simulate --help", "\"resourceControlPolicies\"")]
    [InlineData("validate --help", "inline-role")]
    [InlineData("--help", "validate")]
    public void Help_NamesFormatsAndOptions(string commandLine, string word)
    {
        ToolResult result = Tool.Run("", commandLine.Split(' '));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(word, result.Help, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    private static string Row(string id, string kind, string document) =>
        JsonSerializer.Serialize(new { id, kind, document_text = document, note = "the sender's own" }) + "\n";

    private static IEnumerable<string> Members(JsonElement json) =>
        json.EnumerateObject().Select(member => member.Name);
}
