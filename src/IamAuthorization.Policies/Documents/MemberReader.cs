namespace IamAuthorization.Policies;

/// <summary>The rules every object and string of a document obeys, whatever element it is.</summary>
internal static class MemberReader
{
    /// <summary>PL-04: every member whose name an earlier one has is refused; the others come back.</summary>
    public static IEnumerable<DocumentNode> Distinct(DocumentNode container, FindingCollector findings)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (DocumentNode member in container.Children)
        {
            if (names.Add(member.Name!))
            {
                yield return member;
                continue;
            }

            findings.RefuseSyntaxOfName(
                FindingCodes.DuplicateKey,
                member,
                $"{Shown.Text(member.Name!)} occurs more than once in this object: write it once.");
        }
    }

    /// <summary>PL-05: a member that the object does not have.</summary>
    public static void RefuseUnknown(DocumentNode member, string container, string known, FindingCollector findings) =>
        findings.RefuseSyntaxOfName(
            FindingCodes.InvalidPolicyElement,
            member,
            $"{Shown.Text(member.Name!)} is no element of {container}, which has {known}. Names are case-sensitive.");

    /// <summary>Whether a value is a string; anything else is refused.</summary>
    public static bool IsString(DocumentNode node, string element, FindingCollector findings)
    {
        if (node.Kind == DocumentNodeKind.String)
        {
            return true;
        }

        RefuseType(node, element, "a string", findings);
        return false;
    }

    /// <summary>PL-07: the strings of a value that is a string or an array of strings, without those refused.</summary>
    public static List<DocumentNode> Strings(DocumentNode node, string element, FindingCollector findings)
    {
        if (node.Kind is not (DocumentNodeKind.String or DocumentNodeKind.Array))
        {
            RefuseType(node, element, "a string or an array of strings", findings);
            return [];
        }

        var strings = new List<DocumentNode>();
        foreach (DocumentNode item in node.AsList())
        {
            if (IsString(item, $"An entry of {element}", findings))
            {
                strings.Add(item);
            }
        }

        return strings;
    }

    public static void RefuseType(DocumentNode node, string element, string expected, FindingCollector findings) =>
        findings.RefuseSyntax(
            FindingCodes.DataTypeMismatch, node, $"{element} must be {expected}, but is {node.Described()}.");

    /// <summary>PL-02: refuses strings and names with control, invisible or direction-changing characters.</summary>
    public static void RefuseForbiddenCharacters(DocumentNode node, FindingCollector findings)
    {
        if (node.Name is not null && FirstForbidden(node.Name) is { } inName)
        {
            findings.RefuseSyntaxOfName(FindingCodes.UnsupportedCharacter, node, ForbiddenMessage(inName));
        }

        if (node.Kind == DocumentNodeKind.String && FirstForbidden(node.Text) is { } inText)
        {
            findings.RefuseSyntax(FindingCodes.UnsupportedCharacter, node, ForbiddenMessage(inText));
        }

        foreach (DocumentNode child in node.Children)
        {
            RefuseForbiddenCharacters(child, findings);
        }
    }

    private static string ForbiddenMessage(char character) =>
        $"The string holds the character {Shown.Character(character)}, which cannot be seen: leave it out.";

    private static char? FirstForbidden(string text)
    {
        foreach (char character in text)
        {
            bool isForbidden = character is (< ' ' and not ('\t' or '\n' or '\r'))
                or (>= '\u007F' and <= '\u009F')
                or (>= '\u200B' and <= '\u200F')
                or (>= '\u202A' and <= '\u202E')
                or (>= '\u2060' and <= '\u2069')
                or '\uFEFF';
            if (isForbidden)
            {
                return character;
            }
        }

        return null;
    }
}
