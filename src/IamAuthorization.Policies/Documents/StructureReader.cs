namespace IamAuthorization.Policies;

/// <summary>The structure gate of PL-76 for the document as a whole; statements have their own reader.</summary>
internal static class StructureReader
{
    private const string Elements = "`Version`, `Id` and `Statement`";

    /// <summary>Reads what has the right shape and refuses the rest.</summary>
    /// <returns>The document, or null when the root is no object.</returns>
    public static DocumentSource? Read(DocumentTree tree, PolicyKind kind, FindingCollector findings)
    {
        DocumentNode root = tree.Root;
        if (root.Kind != DocumentNodeKind.Object)
        {
            findings.RefuseSyntax(
                FindingCodes.JsonSyntaxError,
                root,
                $"A policy is one JSON object, but this text is {root.Described()}.");
            return null;
        }

        MemberReader.RefuseForbiddenCharacters(tree, findings);
        var document = new DocumentSource { Root = root };
        DocumentNode? statement = null;
        var names = new MemberNames(root, StringComparison.Ordinal);
        foreach (DocumentNode member in root.Children)
        {
            if (!MemberReader.IsFirst(member, ref names, findings))
            {
                continue;
            }

            switch (member.Name)
            {
                case "Version":
                    document.Version = ReadVersion(member, findings);
                    break;
                case "Id":
                    document.Id = MemberReader.IsString(member, "`Id`", findings) ? member : null;
                    break;
                case "Statement":
                    statement = member;
                    break;
                default:
                    MemberReader.RefuseUnknown(member, "a policy", Elements, findings);
                    break;
            }
        }

        ReadStatements(document, statement, kind, findings);
        RefuseRepeatedSids(document, findings);
        return document;
    }

    private static DocumentNode? ReadVersion(DocumentNode member, FindingCollector findings)
    {
        if (!MemberReader.IsString(member, "`Version`", findings))
        {
            return null;
        }

        if (member.Text is "2012-10-17" or "2008-10-17")
        {
            return member;
        }

        findings.RefuseSyntax(
            FindingCodes.InvalidVersion,
            member,
            $"{Shown.Text(member.Text)} is no version of the policy language: write `2012-10-17`.");
        return null;
    }

    private static void ReadStatements(
        DocumentSource document, DocumentNode? statement, PolicyKind kind, FindingCollector findings)
    {
        if (statement is not { } member || member is { Kind: DocumentNodeKind.Array, Children.Count: 0 })
        {
            findings.RefuseSyntax(
                FindingCodes.MissingStatement,
                statement ?? document.Root,
                "The policy has no statement: write at least one in `Statement`.");
            return;
        }

        if (member.Kind is not (DocumentNodeKind.Array or DocumentNodeKind.Object))
        {
            MemberReader.RefuseType(member, "`Statement`", "an object or an array of objects", findings);
            return;
        }

        var reader = new StatementReader(kind, findings);
        document.Statements.EnsureCapacity(member.AsList().Count);
        foreach (DocumentNode item in member.AsList())
        {
            if (item.Kind == DocumentNodeKind.Object)
            {
                document.Statements.Add(reader.Read(item));
            }
            else
            {
                MemberReader.RefuseType(item, "A statement", "an object", findings);
            }
        }
    }

    /// <summary>PL-16: Sids are unique, case-sensitively; empty ones do not count.</summary>
    private static void RefuseRepeatedSids(DocumentSource document, FindingCollector findings)
    {
        var sids = new HashSet<string>(document.Statements.Count, StringComparer.Ordinal);
        foreach (StatementSource statement in document.Statements)
        {
            if (statement.Sid is { Text.Length: > 0 } sid && !sids.Add(sid.Text))
            {
                findings.Refuse(
                    Refusal.DuplicateSid,
                    FindingCodes.UniqueSidsRequired,
                    sid,
                    $"Another statement has the Sid {Shown.Text(sid.Text)} already: give each its own.");
            }
        }
    }
}
