using IamAuthorization.Policies.Tests.Pitfalls;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>E1: where two JSON parsers could read two different policies, ours reads none.</summary>
[Trait("Threat", "E1")]
public sealed class DuplicateMemberTests
{
    private const string Original = """
        {"Version":"2012-10-17","Id":"x","Statement":[{"Sid":"S","Effect":"Allow",
        "Principal":{"AWS":"111122223333","Service":"events.app.example"},"Action":"app:Get","Resource":"*",
        "Condition":{"StringEquals":{"app:a":"1","app:b":"2"},"Bool":{"app:c":"true"}}}]}
        """;

    public static TheoryData<string> Members =>
    [
        "\"Version\":\"2012-10-17\"", "\"Id\":\"x\"", "\"Sid\":\"S\"", "\"Effect\":\"Allow\"",
        "\"AWS\":\"111122223333\"", "\"Service\":\"events.app.example\"", "\"Action\":\"app:Get\"",
        "\"Resource\":\"*\"", "\"app:a\":\"1\"", "\"Bool\":{\"app:c\":\"true\"}",
    ];

    [Fact]
    public void Original_IsAccepted() => Saving.AssertAccepted(Original, PolicyKind.Resource);

    [Theory]
    [MemberData(nameof(Members))]
    public void PL04_MemberTwice_SameOrEscapedName_IsRefusedAtBothGates(string member)
    {
        string escaped = $"\"\\u{(int)member[1]:x4}{member[2..]}";
        foreach (string again in (string[])[member, escaped])
        {
            string text = Original.Replace(member, $"{member},{again}", StringComparison.Ordinal);

            Saving.AssertRefused(text, PolicyKind.Resource);
            Assert.Null(PolicyReader.Read(
                text, PolicyKind.Resource, new PolicyReadOptions { Gate = PolicyGate.Stored }).Document);
        }
    }

    [Theory]
    [InlineData("\"app:a\":\"1\"", "\"APP:A\":\"1\"")]
    [InlineData("\"Bool\":{\"app:c\":\"true\"}", "\"bool\":{\"app:d\":\"true\"}")]
    [InlineData("\"Bool\":{\"app:c\":\"true\"}", "\"STRINGEQUALS\":{\"app:d\":\"x\"}")]
    public void C03_ConditionTwice_NamesDifferInCase_IsRefused(string member, string again) =>
        Saving.AssertRefused(
            Original.Replace(member, $"{member},{again}", StringComparison.Ordinal), PolicyKind.Resource);
}
