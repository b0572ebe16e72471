using System.Text.Json;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>Real and textbook policies, and what IAM said of some of them.</summary>
public sealed class PolicyCorpusTests(ITestOutputHelper output)
{
    private const string Corpus = "policy-corpus.jsonl.gz";

    /// <summary>
    /// What IAM stores and we refuse: the list of PL-77, and a placeholder in place of an account (PL-40).
    /// </summary>
    private static readonly string[] StricterThanIam =
    [
        "iam: asdf safdsf af ",
        "\"arn:aws:fdsasf\"",
        "{\"DateGreaterThan\": {}}",
        "{\"a\": ",
        "{\"x\": {}, \"y\": {}}",
        "_Strings_And_Booleans",
        "\"Resource\": [\"arn:aws:kms:*:123456789012:key/*\", null]",
        "arn:aws:ec2:region:account-id:instance/*",
    ];

    /// <summary>Fixtures that are malformed although no note says so: by source, with what is wrong.</summary>
    private static readonly Dictionary<string, string> MalformedFixtures = new(StringComparer.Ordinal)
    {
        ["tests/parsers_tests/test_identity_groups.py"] = "writes Resources for Resource",
        ["converter/fixtures/simple.json"] =
            "is filed as a resource policy but has an identity policy without Principal",
        ["tests/test_ecr/test_ecr.py"] = "has neither Action nor Resource",
    };

    [Fact]
    public void PolicyThatIamJudged_WhenSaved_IsJudgedAlike_ButForTheListOfPL77()
    {
        var unexpected = new List<string>();
        int messages = 0;
        int sameMessages = 0;
        foreach (JsonElement row in PolicyData.SharedRows(Corpus).Where(row => row.TryGetProperty("valid", out _)))
        {
            string text = PolicyData.TextOf(row.GetProperty("document"));
            PolicyReadResult result = PolicyReader.Read(text, KindOf(row), new PolicyReadOptions { Quotas = null });
            bool isStricter = StricterThanIam.Any(part => text.Contains(part, StringComparison.Ordinal));
            bool expected = row.GetProperty("valid").GetBoolean() && !isStricter;
            if (expected != result.Error is null)
            {
                unexpected.Add($"{text}: {Errors(result)}");
            }

            if (PolicyData.StringOf(row, "expectedMessage") is { } message)
            {
                messages++;
                sameMessages += message == result.Error?.Message ? 1 : 0;
            }
        }

        output.WriteLine($"Messages that agree: {sameMessages} of {messages}.");
        Assert.Empty(unexpected);

        // The two others have several faults, of which IAM names another one than the order of policy-language §8 does.
        Assert.Equal(messages - 2, sameMessages);
    }

    [Fact]
    public void OtherPolicy_WhenStored_IsReadAndRoundTrips()
    {
        var unexpected = new List<string>();
        var stored = new PolicyReadOptions { Gate = PolicyGate.Stored, Quotas = null };
        int read = 0;
        foreach (JsonElement row in PolicyData.SharedRows(Corpus).Where(row => !row.TryGetProperty("valid", out _)))
        {
            string text = PolicyData.TextOf(row.GetProperty("document"));
            PolicyReadResult result = PolicyReader.Read(text, KindOf(row), stored);
            if (result.Document is not null)
            {
                read++;
                string written = PolicyWriter.Write(result.Document);
                Assert.Equal(result.Document, PolicyDocument.Parse(written, KindOf(row), stored));
            }
            else if (!IsFlawed(row, text))
            {
                unexpected.Add($"{PolicyData.StringOf(row, "source")}: {Errors(result)}");
            }
        }

        output.WriteLine($"Read: {read}.");
        Assert.Empty(unexpected);
        Assert.True(read > 1_000);
    }

    /// <summary>Whether a document is a template, is said to be flawed, or is known to be.</summary>
    private static bool IsFlawed(JsonElement row, string text) =>
        PolicyData.StringOf(row, "note") is not null
        || text.Contains("\"Fn::", StringComparison.Ordinal)
        || text.Contains("\"Ref\"", StringComparison.Ordinal)
        || MalformedFixtures.Keys.Any(PolicyData.StringOf(row, "source")!.EndsWith);

    private static PolicyKind KindOf(JsonElement row) => PolicyData.KindOf(PolicyData.StringOf(row, "kind")!);

    private static string Errors(PolicyReadResult result) => string.Join(
        "; ",
        result.Findings.Where(found => found.Severity == PolicyFindingSeverity.Error)
            .Select(found => $"{found.Code} at {found.Path}: {found.Message}"));
}
