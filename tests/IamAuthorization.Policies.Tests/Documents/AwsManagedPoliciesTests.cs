using System.Text.Json;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>All AWS managed policies pass both gates, survive being written, and compile.</summary>
public sealed class AwsManagedPoliciesTests
{
    private static readonly PolicyReadOptions WithoutQuotas = new() { Quotas = null };

    [Theory]
    [InlineData("aws-managed-policies.jsonl.gz", 1_570)]
    [InlineData("aws-managed-policies-as-published.jsonl.gz", 1_522)]
    public void AwsManagedPolicy_WhenSaved_IsReadRoundTripsAndCompiles(string file, int count)
    {
        var refused = new List<string>();
        int read = 0;
        foreach (JsonElement row in PolicyData.SharedRows(file))
        {
            read++;
            string text = PolicyData.TextOf(row.GetProperty("document"));
            PolicyReadResult result = PolicyReader.Read(text, PolicyKind.Managed, WithoutQuotas);
            if (result.Document is null)
            {
                PolicyFinding first = result.Findings.First(found => found.Severity == PolicyFindingSeverity.Error);
                refused.Add($"{row.GetProperty("name")}: {first.Code} {first.Message}");
                continue;
            }

            string written = PolicyWriter.Write(result.Document);
            PolicyDocument again = PolicyDocument.Parse(written, PolicyKind.Managed, WithoutQuotas);
            Assert.Equal(result.Document, again);
            Assert.Equal(written, PolicyWriter.Write(again));
            Assert.Single(new PolicySet([new CompiledPolicy("managed", again)]).Policies);
        }

        Assert.Empty(refused);
        Assert.Equal(count, read);
    }
}
