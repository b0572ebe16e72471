using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// PL-55: users and roles that stand in a policy by their unique ids where it is stored, and by their ARNs where it is
/// shown.
/// </summary>
internal static class PinnedPrincipals
{
    /// <summary>The unique ids among the principals of a document.</summary>
    public static IEnumerable<string> IdsOf(PolicyDocument document) => PrincipalsOf(document).Where(IsUniqueId);

    /// <summary>All principals of a document of the kind <c>AWS</c>.</summary>
    public static IEnumerable<string> PrincipalsOf(PolicyDocument document) => document.Statements
        .SelectMany(statement => statement.Principals ?? [])
        .Where(principal => principal.Kind == PolicyPrincipalKind.Aws)
        .Select(principal => principal.Value);

    public static Arn? ArnOf(IamEntity entity) => entity switch
    {
        IamUser user => user.Arn,
        IamRole role => role.Arn,
        _ => null,
    };

    /// <summary>The document with other texts in the place of some of its principals.</summary>
    public static PolicyDocument Replace(
        PolicyDocument document, PolicyKind kind, IReadOnlyDictionary<string, string> replacements) =>
        PrincipalsOf(document).Any(replacements.ContainsKey)
            ? DocumentRules.Reread(PrincipalText.Replace(DocumentRules.TextOf(document), replacements), kind)
            : document;

    private static bool IsUniqueId(string principal) =>
        IamRules.ProblemOfUniqueId("AIDA", principal) is null || IamRules.ProblemOfUniqueId("AROA", principal) is null;
}
