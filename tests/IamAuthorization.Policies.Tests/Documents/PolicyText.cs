namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>Texts of policies for tables: JSON with single quotes for double ones.</summary>
internal static class PolicyText
{
    public const string Get = "'Effect':'Allow','Action':'s3:GetObject','Resource':'*'";

    public const string Trust = "'Effect':'Allow','Action':'sts:AssumeRole'";

    public const string Everyone = "'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'";

    public static string Json(string text) => text.Replace('\'', '"');

    /// <summary>A document of one statement with these members.</summary>
    public static string Of(string members) => Json($"{{'Version':'2012-10-17','Statement':[{{{members}}}]}}");

    public static string WithAction(string action) => Of($"'Effect':'Allow','Action':{action},'Resource':'*'");

    public static string WithResource(string resource) => Of($"'Effect':'Allow','Action':'s3:*','Resource':{resource}");

    public static string WithCondition(string condition) => Of($"{Get},'Condition':{condition}");

    public static string WithPrincipal(string principal) =>
        Of($"'Effect':'Allow','Principal':{principal},'Action':'s3:GetObject'");

    public static string WithTrusted(string principal) => Of($"{Trust},'Principal':{principal}");

    public static IEnumerable<string> Codes(PolicyReadResult result, PolicyFindingSeverity severity) =>
        result.Findings.Where(found => found.Severity == severity).Select(found => found.Code);

    public static void AssertRefused(string text, PolicyKind kind, string code, PolicyReadOptions? options = null)
    {
        PolicyReadResult result = PolicyReader.Read(text, kind, options);
        Assert.Null(result.Document);
        Assert.NotNull(result.Error);
        Assert.Contains(code, Codes(result, PolicyFindingSeverity.Error));
    }

    public static void AssertAccepted(string text, PolicyKind kind, PolicyReadOptions? options = null)
    {
        PolicyReadResult result = PolicyReader.Read(text, kind, options);
        Assert.Empty(result.Findings.Where(found => found.Severity == PolicyFindingSeverity.Error));
        Assert.Null(result.Error);
        Assert.NotNull(result.Document);
    }
}
