using System.Text.Json;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>Lint held against what AWS's own analyzer said of its managed policies.</summary>
public sealed class AnalyzerFindingsTests
{
    /// <summary>
    /// The number of policies in which both find it, at least; AWS knows more of its services than we do.
    /// </summary>
    [Theory]
    [InlineData("PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE", 3)]
    [InlineData("PASS_ROLE_WITH_STAR_IN_RESOURCE", 5)]
    [InlineData("REDUNDANT_ACTION", 10)]
    [InlineData("REDUNDANT_RESOURCE", 17)]
    [InlineData("STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS", 4)]
    [InlineData("WILDCARD_WITHOUT_LIKE_OPERATOR", 0)]
    public void Lint_FindsWhatAwsFinds_AndNothingElse(string code, int bothMin)
    {
        int both = 0;
        foreach (JsonElement row in PolicyData.SharedRows("access-analyzer-findings.jsonl.gz"))
        {
            PolicyReadResult result = PolicyReader.Read(
                PolicyData.TextOf(row.GetProperty("document")),
                PolicyKind.Managed,
                new PolicyReadOptions { Quotas = null });
            bool isOurs = result.Findings.Any(found => found.Code == code);
            bool isAws = row.GetProperty("findings").EnumerateArray()
                .Any(found => found.GetProperty("issueCode").GetString() == code);
            Assert.False(isOurs && !isAws, $"{PolicyData.StringOf(row, "name")} has no {code} by AWS.");
            both += isOurs && isAws ? 1 : 0;
        }

        Assert.True(both >= bothMin, $"{code}: {both} policies.");
    }
}
