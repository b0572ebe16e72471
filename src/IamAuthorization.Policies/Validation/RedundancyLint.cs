namespace IamAuthorization.Policies;

/// <summary>Lint of entries that another entry of the same list covers.</summary>
internal static class RedundancyLint
{
    // WHY: every pair is compared, so lists and entries are no longer than what a policy written by hand holds, and
    // only documents that are not refused, for their size or otherwise, are looked at.
    private const int ActionsMax = 400;
    private const int ResourcesMax = 100;
    private const int LengthMax = 256;

    public static void Check(DocumentSource document, PolicyKind kind, FindingCollector findings)
    {
        if (findings.Error is not null)
        {
            return;
        }

        foreach (StatementSource statement in document.Statements)
        {
            CheckList(statement.Actions, ActionsMax, FindingCodes.RedundantAction, ignoreCase: true, findings);
            CheckList(statement.Resources, ResourcesMax, FindingCodes.RedundantResource, ignoreCase: false, findings);
            if (kind == PolicyKind.RoleTrust)
            {
                CheckSessions(statement, findings);
            }
        }

        CheckStatements(document, findings);
    }

    private static void CheckList(
        DocumentNodeList entries, int entriesMax, string code, bool ignoreCase, FindingCollector findings)
    {
        bool isComparable = entries.Count > 1
            && entries.Count <= entriesMax
            && entries.All(entry => entry.Text.Length <= LengthMax);
        if (!isComparable)
        {
            return;
        }

        foreach (DocumentNode entry in entries)
        {
            if (CoverOf(entry, entries, ignoreCase) is { } cover)
            {
                findings.Note(
                    PolicyFindingSeverity.Suggestion,
                    code,
                    entry,
                    $"{Shown.Text(entry.Text)} is covered by {Shown.Text(cover.Text)}: leave it out.");
            }
        }
    }

    /// <summary>Another entry that covers this one; of two equal ones the first is kept.</summary>
    private static DocumentNode? CoverOf(DocumentNode entry, DocumentNodeList entries, bool ignoreCase)
    {
        bool isBehind = true;
        foreach (DocumentNode other in entries)
        {
            if (other == entry)
            {
                isBehind = false;
                continue;
            }

            // WHY: in an ARN a `*` stays between its colons, which a plain comparison does not know.
            bool isArn = other.Text.StartsWith("arn:", StringComparison.Ordinal);
            bool covers = isArn
                ? CoversArn(other.Text, entry.Text)
                : WildcardText.CoversPlainly(other.Text, entry.Text, ignoreCase);
            bool isMutual = covers && other.Text.Equals(
                entry.Text, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
            if (covers && (!isMutual || isBehind))
            {
                return other;
            }
        }

        return null;
    }

    private static bool CoversArn(string pattern, string text)
    {
        if (pattern.Contains("${", StringComparison.Ordinal) || text.Contains("${", StringComparison.Ordinal))
        {
            return false;
        }

        ArnText outer = ArnText.Read(pattern, hasVariables: false);
        ArnText inner = ArnText.Read(text, hasVariables: false);
        bool isWhole = outer.Segments.Count == ArnParts.Count
            && inner.Segments.Count == ArnParts.Count;
        return isWhole && outer.Segments.Zip(inner.Segments).All(
            pair => WildcardText.CoversPlainly(pair.First.Text, pair.Second.Text, ignoreCase: false));
    }

    /// <summary>A session is let in already when its role is.</summary>
    private static void CheckSessions(StatementSource statement, FindingCollector findings)
    {
        HashSet<string> roles = statement.Principals
            .Where(principal => principal.Text.Contains(":role/", StringComparison.Ordinal))
            .Select(principal => principal.Text)
            .Select(role => AccountAndName(role, role.LastIndexOf('/') + 1, role.Length))
            .ToHashSet(StringComparer.Ordinal);
        foreach (PrincipalSource principal in statement.Principals)
        {
            const string Prefix = ":assumed-role/";
            int start = principal.Text.IndexOf(Prefix, StringComparison.Ordinal) + Prefix.Length;
            int end = start < Prefix.Length ? -1 : principal.Text.IndexOf('/', start);
            if (end > start && roles.Contains(AccountAndName(principal.Text, start, end)))
            {
                findings.Note(
                    PolicyFindingSeverity.Warning,
                    FindingCodes.RedundantPrincipalInTrust,
                    principal.Node,
                    $"{Shown.Text(principal.Text)} is a session of a role that is listed too: leave one of them out.");
            }
        }
    }

    private static string AccountAndName(string arn, int start, int end)
    {
        string account = Arn.TryParse(arn, out Arn parsed) ? parsed.Account.ToString() : string.Empty;
        return $"{account}:{arn[start..end]}";
    }

    private static void CheckStatements(DocumentSource document, FindingCollector findings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (StatementSource statement in document.Statements)
        {
            PolicyStatement parsed = statement.ToStatement().WithoutSid();
            if (!seen.Add(PolicyWriter.Write(new PolicyDocument(PolicyVersion.Absent, id: null, [parsed]))))
            {
                findings.Note(
                    PolicyFindingSeverity.Suggestion,
                    FindingCodes.RedundantStatement,
                    statement.Node,
                    "This statement repeats an earlier one: leave it out.");
            }
        }
    }
}
