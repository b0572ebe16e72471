using System.Text.Json;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>Real and textbook policies, and what IAM said of some of them.</summary>
public sealed class PolicyCorpusTests(ITestOutputHelper output)
{
    private const string Corpus = "policy-corpus.jsonl.gz";

    [Fact]
    public void PolicyThatIamJudged_WhenSaved_IsJudgedAlike_ButForTheListOfPL77()
    {
        var unexpected = new List<string>();
        int messages = 0;
        int sameMessages = 0;
        foreach (JsonElement row in PolicyData.SharedRows(Corpus).Where(row => row.TryGetProperty("valid", out _)))
        {
            string text = PolicyData.TextOf(row.GetProperty("document"));
            PolicyReadResult result = PolicyReader.Read(
                text, PolicyData.KindOf(row.GetProperty("kind").GetString()!), new PolicyReadOptions { Quotas = null });
            bool isValid = row.GetProperty("valid").GetBoolean();
            if (isValid != result.Error is null)
            {
                unexpected.Add($"{text}: {result.Error?.Message} {Codes(result)}");
            }

            if (PolicyData.StringOf(row, "expectedMessage") is { } message)
            {
                messages++;
                sameMessages += message == result.Error?.Message ? 1 : 0;
                if (message != result.Error?.Message) output.WriteLine($"{text}\n   {message}\n   {result.Error?.Message}");
            }
        }

        output.WriteLine($"Messages that agree: {sameMessages} of {messages}.");
        Assert.Empty(unexpected);
    }

    [Fact]
    public void OtherPolicy_WhenStored_IsRead()
    {
        var refused = new List<string>();
        foreach (JsonElement row in PolicyData.SharedRows(Corpus).Where(row => !row.TryGetProperty("valid", out _)))
        {
            string text = PolicyData.TextOf(row.GetProperty("document"));
            PolicyReadResult result = PolicyReader.Read(
                text,
                PolicyData.KindOf(row.GetProperty("kind").GetString()!),
                new PolicyReadOptions { Gate = PolicyGate.Stored, Quotas = null });
            if (result.Error is not null)
            {
                refused.Add($"{row.GetProperty("kind")} {PolicyData.StringOf(row, "source")} [{PolicyData.StringOf(row, "note")}] {Codes(result)} {(text.Length > 300 ? text[..300] : text)}");
            }
        }

        Assert.Empty(refused);
    }

    private static string Codes(PolicyReadResult result) => string.Join(
        ", ",
        result.Findings.Where(found => found.Severity == PolicyFindingSeverity.Error)
            .Select(found => $"{found.Code} at {found.Path}: {found.Message}"));
}
