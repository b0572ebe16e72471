namespace IamAuthorization.Policies;

/// <summary>The lint catalogue of policy-language §8.1: findings that never refuse a document.</summary>
internal static class PolicyLint
{
    public static void Check(DocumentSource document, PolicyKind kind, FindingCollector findings)
    {
        NoteId(document, kind, findings);
        var statements = new StatementLint(kind, document.HasVariables, findings);
        var conditions = new ConditionLint(findings);
        foreach (StatementSource statement in document.Statements)
        {
            statements.Check(statement);
            PassRoleLint.Check(statement, findings);
            conditions.Check(statement);
            if (!document.HasVariables)
            {
                NoteLiteralVariables(statement, findings);
            }
        }

        RedundancyLint.Check(document, kind, findings);
    }

    /// <summary>PL-15.</summary>
    private static void NoteId(DocumentSource document, PolicyKind kind, FindingCollector findings)
    {
        if (document.Id is { } id && kind is not (PolicyKind.Resource or PolicyKind.RoleTrust))
        {
            findings.NoteName(
                PolicyFindingSeverity.Warning,
                FindingCodes.IdWithoutMeaning,
                id,
                $"AWS documents `Id` for resource-based policies only, not for {KindRules.Of(kind).Name}: leave it "
                + "out.");
        }
    }

    /// <summary>PL-13: before 2012-10-17 a variable is text.</summary>
    private static void NoteLiteralVariables(StatementSource statement, FindingCollector findings)
    {
        IEnumerable<DocumentNode> texts =
            statement.Resources.Concat(statement.Conditions.SelectMany(condition => condition.Values));
        foreach (DocumentNode node in texts.Where(node => node.Text.Contains("${", StringComparison.Ordinal)))
        {
            findings.Note(
                PolicyFindingSeverity.Warning,
                FindingCodes.VariableUnsupportedInVersion,
                node,
                $"{Shown.Text(node.Text)} is literal text in this version: write `\"Version\": \"2012-10-17\"`.");
        }
    }
}
