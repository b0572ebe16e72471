using System.Text.Json;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>The catalogue of invalid policies: each row is refused, with its API code and its finding.</summary>
public sealed class InvalidPoliciesTests
{
    /// <summary>Rows whose check we name differently, and why.</summary>
    private static readonly Dictionary<string, string> OtherChecks = new(StringComparer.Ordinal)
    {
        // The depth limit of PL-11 answers before any element is looked at, whatever the nested value is.
        ["inv-041"] = "JSON_SYNTAX_ERROR",
    };

    public static TheoryData<string> Ids =>
        [.. PolicyData.InvalidPolicies.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void InvalidPolicy_WhenSaved_IsRefusedWithItsCodeAndCheck(string id)
    {
        JsonElement row = PolicyData.InvalidPolicies[id];
        PolicyKind kind = PolicyData.KindOf(row.GetProperty("kind").GetString()!);

        PolicyReadResult result = PolicyReader.Read(row.GetProperty("document_text").GetString()!, kind);

        Assert.Null(result.Document);
        Assert.Equal(row.GetProperty("expectedCode").GetString(), result.Error?.Code);
        string? check = OtherChecks.GetValueOrDefault(id) ?? PolicyData.StringOf(row, "expectedCheck");
        if (check is not null)
        {
            Assert.Contains(
                check,
                result.Findings
                    .Where(found => found.Severity == PolicyFindingSeverity.Error)
                    .Select(found => found.Code));
        }
    }

    [Fact]
    public void Catalogue_HasAllItsRows() => Assert.Equal(274, PolicyData.InvalidPolicies.Count);
}
