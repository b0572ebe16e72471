namespace IamAuthorization.Policies.Tests.Pitfalls;

/// <summary>What the door says to a document that somebody wants to save.</summary>
internal static class Saving
{
    public static PolicyReadResult Save(string text, PolicyKind kind = PolicyKind.Managed) =>
        PolicyReader.Read(text, kind);

    public static void AssertRefused(string text, PolicyKind kind = PolicyKind.Managed, string? message = null)
    {
        PolicyReadResult result = Save(text, kind);

        Assert.Null(result.Document);
        Assert.Equal("MalformedPolicyDocument", result.Error?.Code);
        Assert.Contains(result.Findings, finding => finding.Severity == PolicyFindingSeverity.Error);
        if (message is not null)
        {
            Assert.Equal(message, result.Error!.Message);
        }
    }

    public static void AssertAccepted(string text, PolicyKind kind = PolicyKind.Managed)
    {
        PolicyReadResult result = Save(text, kind);

        Assert.Null(result.Error);
        Assert.NotNull(result.Document);
        Assert.DoesNotContain(result.Findings, finding => finding.Severity == PolicyFindingSeverity.Error);
    }

    public static void AssertFlagged(PolicyFindingSeverity severity, string text, PolicyKind kind = PolicyKind.Managed)
    {
        PolicyReadResult result = Save(text, kind);

        Assert.NotNull(result.Document);
        Assert.Contains(result.Findings, finding => finding.Severity == severity);
    }

    /// <summary>A managed policy with one statement of these members.</summary>
    public static string Document(string members) =>
        $$"""{"Version":"2012-10-17","Statement":[{ {{members}} }]}""";
}
