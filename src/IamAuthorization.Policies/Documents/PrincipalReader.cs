namespace IamAuthorization.Policies;

/// <summary>
/// The structure of a Principal or NotPrincipal element: <c>"*"</c> or an object of four keys (PL-50).
/// </summary>
internal static class PrincipalReader
{
    private const string Everyone = "*";

    public static void Read(StatementSource statement, DocumentNode member, PolicyKind kind, FindingCollector findings)
    {
        bool isEveryone = member is { Kind: DocumentNodeKind.String, Text: Everyone };
        if (isEveryone)
        {
            statement.Principals.Add(new PrincipalSource(PolicyPrincipalKind.Everyone, member));
        }
        else if (kind == PolicyKind.ResourceControl)
        {
            findings.RefuseSyntax(
                FindingCodes.RcpSyntaxErrorPrincipal,
                member,
                "The `Principal` of a resource control policy must be `\"*\"`: name principals in `Condition`.");
        }
        else if (member.Kind == DocumentNodeKind.Object)
        {
            ReadEntries(statement, member, findings);
        }
        else
        {
            string found = member.Kind == DocumentNodeKind.String ? Shown.Text(member.Text) : member.Described();
            findings.RefuseSyntax(
                FindingCodes.InvalidPrincipalFormat,
                member,
                $"`{member.Name}` must be `\"*\"` or an object such as `{{\"AWS\": \"111122223333\"}}`, but is "
                + $"{found}.");
        }
    }

    private static void ReadEntries(StatementSource statement, DocumentNode member, FindingCollector findings)
    {
        var names = new MemberNames(member, StringComparison.Ordinal);
        foreach (DocumentNode entry in member.Children)
        {
            if (!MemberReader.IsFirst(entry, ref names, findings))
            {
                continue;
            }

            PolicyPrincipalKind? kind = entry.Name switch
            {
                "AWS" => PolicyPrincipalKind.Aws,
                "Service" => PolicyPrincipalKind.Service,
                "Federated" => PolicyPrincipalKind.Federated,
                "CanonicalUser" => PolicyPrincipalKind.CanonicalUser,
                _ => null,
            };
            if (kind is null)
            {
                findings.RefuseSyntaxOfName(
                    FindingCodes.InvalidPrincipalKey,
                    entry,
                    $"{Shown.Text(entry.Name!)} is no kind of principal: write `AWS`, `Service` or `Federated`.");
                continue;
            }

            MemberReader.CheckStrings(entry, findings);
            foreach (DocumentNode value in entry.Strings)
            {
                statement.Principals.Add(new PrincipalSource(kind.Value, value));
            }
        }
    }
}
