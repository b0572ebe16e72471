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

        Entry[] compared = [.. entries.Select(entry => new Entry(entry, PlainArnOf(entry.Text)))];
        foreach (Entry entry in compared)
        {
            if (CoverOf(in entry, compared, ignoreCase) is { } cover)
            {
                findings.Note(
                    PolicyFindingSeverity.Suggestion,
                    code,
                    entry.Node,
                    $"{Shown.Text(entry.Node.Text)} is covered by {Shown.Text(cover.Text)}: leave it out.");
            }
        }
    }

    // WHY: read once for each entry and not once for each pair, or the memory would grow with their square.
    private static ArnText? PlainArnOf(string text)
    {
        bool isPlain = text.StartsWith("arn:", StringComparison.Ordinal)
            && !text.Contains("${", StringComparison.Ordinal);
        return isPlain ? ArnText.Read(text, hasVariables: false) : null;
    }

    /// <summary>Another entry that covers this one; of two equal ones the first is kept.</summary>
    private static DocumentNode? CoverOf(in Entry entry, Entry[] entries, bool ignoreCase)
    {
        bool isBehind = true;
        string text = entry.Node.Text;
        foreach (ref readonly Entry other in entries.AsSpan())
        {
            if (other.Node == entry.Node)
            {
                isBehind = false;
                continue;
            }

            // WHY: in an ARN a `*` stays between its colons, which a plain comparison does not know.
            string pattern = other.Node.Text;
            bool isArn = pattern.StartsWith("arn:", StringComparison.Ordinal);
            bool covers = isArn
                ? CoversArn(other.Arn, entry.Arn)
                : WildcardText.CoversPlainly(pattern, text, ignoreCase);
            bool isMutual = covers && pattern.Equals(
                text, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
            if (covers && (!isMutual || isBehind))
            {
                return other.Node;
            }
        }

        return null;
    }

    private static bool CoversArn(ArnText? outer, ArnText? inner)
    {
        if (outer?.Segments.Count != ArnParts.Count || inner?.Segments.Count != ArnParts.Count)
        {
            return false;
        }

        for (int index = 0; index < ArnParts.Count; index++)
        {
            (string pattern, string text) = (outer.Segments[index].Text, inner.Segments[index].Text);
            if (!WildcardText.CoversPlainly(pattern, text, ignoreCase: false))
            {
                return false;
            }
        }

        return true;
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

    /// <summary>One entry of a list; as an ARN where it is a plain one.</summary>
    private readonly record struct Entry(DocumentNode Node, ArnText? Arn);
}
