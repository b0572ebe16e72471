using static IamAuthorization.Policies.Tests.Documents.PolicyText;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>Documents with much of everything: many values, members and findings, each in its place.</summary>
public sealed class LargeDocumentTests
{
    private const int Many = 5_000;

    private static readonly PolicyReadOptions WithoutQuotas = new() { Quotas = null };

    [Fact]
    public void ManyFindings_OnOneLine_EachHasItsPathAndPlace()
    {
        const string Start = "{\"Id\":\"é𝄞\",\"Statement\":[";
        string text = $"{Start}{string.Join(',', Enumerable.Repeat("1", Many))}]}}";

        PolicyReadResult result = PolicyReader.Read(text, PolicyKind.Resource, WithoutQuotas);

        Assert.Equal(
            Enumerable.Range(0, Many).Select(
                index => ($"/Statement/{index}", new TextPosition(1, Start.Length + (2 * index) + 1))),
            result.Findings.Where(found => found.Code is "DATA_TYPE_MISMATCH")
                .Select(found => (found.Path, found.Position)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Many - 1)]
    public void PL04_ManyMembers_OneTwice_IsRefusedOnce(int twice)
    {
        IEnumerable<string> members = Enumerable.Range(0, Many).Select(index => $"'S{index}':'x'");

        PolicyReadResult result = PolicyReader.Read(
            Of($"{Get},{string.Join(',', members)},'S{twice}':'x'"), PolicyKind.Managed, WithoutQuotas);

        PolicyFinding found = Assert.Single(result.Findings, found => found.Code is "DUPLICATE_KEY");
        Assert.Equal($"/Statement/0/S{twice}", found.Path);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1_000)]
    public void C03_ManyKeys_OneTwiceInAnotherCase_IsRefusedAtItsPlace(int keys)
    {
        IEnumerable<string> tests = Enumerable.Range(0, keys).Select(index => $"'app:k{index}':'x'");

        PolicyReadResult result = PolicyReader.Read(
            WithCondition($"{{'StringEquals':{{{string.Join(',', tests)},'APP:K1':'y'}}}}"),
            PolicyKind.Managed,
            WithoutQuotas);

        PolicyFinding found = Assert.Single(
            result.Findings, found => found.Severity == PolicyFindingSeverity.Error);
        Assert.Equal("DUPLICATE_KEYS_WITH_DIFFERENT_CASE", found.Code);
        Assert.Equal("/Statement/0/Condition/StringEquals/APP:K1", found.Path);
    }

    [Fact]
    public void ManyStatements_EachKnowsItsLines()
    {
        IEnumerable<string> statements = Enumerable.Range(0, 300).Select(_ => $"{{\n{Get}\n }}");
        string text = Json($"{{'Version':'2012-10-17','Statement':[\n{string.Join(",\n", statements)}]}}");

        PolicyDocument document = PolicyDocument.Parse(text, PolicyKind.Managed, WithoutQuotas);

        Assert.Equal(
            Enumerable.Range(0, 300).Select(
                index => (new TextPosition(2 + (3 * index), 1), new TextPosition(4 + (3 * index), 2))),
            document.Statements.Select(statement => (statement.Start, statement.End)));
    }
}
