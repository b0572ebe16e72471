using System.Buffers;

namespace IamAuthorization.Policies;

/// <summary>The rules every object and string of a document obeys, whatever element it is.</summary>
internal static class MemberReader
{
    // WHY: text of these bytes alone holds no character of FirstForbidden, neither as such nor as an escape.
    private static readonly SearchValues<byte> Harmless = SearchValues.Create(
        [(byte)'\t', (byte)'\n', (byte)'\r', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(unit => (byte)unit)
            .Where(unit => unit != '\\')]);

    /// <summary>PL-04: whether no earlier member of the object has the same name; if one has, it is refused.</summary>
    public static bool IsFirst(DocumentNode member, ref MemberNames names, FindingCollector findings)
    {
        if (names.FirstLike(member) is null)
        {
            return true;
        }

        findings.RefuseSyntaxOfName(
            FindingCodes.DuplicateKey,
            member,
            $"{Shown.Text(member.Name!)} occurs more than once in this object: write it once.");
        return false;
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

    /// <summary>PL-07: refuses a member other than a string or an array of strings, and other entries.</summary>
    public static void CheckStrings(DocumentNode member, FindingCollector findings)
    {
        if (!member.Is(DocumentNodeKind.String | DocumentNodeKind.Array))
        {
            RefuseType(member, $"`{member.Name}`", "a string or an array of strings", findings);
            return;
        }

        foreach (DocumentNode value in member.AsList().Only(~DocumentNodeKind.String))
        {
            RefuseType(value, $"An entry of `{member.Name}`", "a string", findings);
        }
    }

    public static void RefuseType(DocumentNode node, string element, string expected, FindingCollector findings) =>
        findings.RefuseSyntax(
            FindingCodes.DataTypeMismatch, node, $"{element} must be {expected}, but is {node.Described()}.");

    /// <summary>PL-02: refuses strings and names with control, invisible or direction-changing characters.</summary>
    public static void RefuseForbiddenCharacters(DocumentTree tree, FindingCollector findings)
    {
        if (!tree.Utf8.ContainsAnyExcept(Harmless))
        {
            return;
        }

        for (int place = 0; place < tree.Count; place++)
        {
            var node = new DocumentNode(tree, place);
            if (node.Name is not null && FirstForbidden(node.Name) is { } inName)
            {
                findings.RefuseSyntaxOfName(FindingCodes.UnsupportedCharacter, node, ForbiddenMessage(inName));
            }

            if (node.Kind == DocumentNodeKind.String && FirstForbidden(node.Text) is { } inText)
            {
                findings.RefuseSyntax(FindingCodes.UnsupportedCharacter, node, ForbiddenMessage(inText));
            }
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
