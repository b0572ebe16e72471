using System.Buffers;
using System.Globalization;
using System.Text;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// The rules of accounts that one value or entity can break, in one place above all stores. Every check answers what
/// is wrong and what would be right, or null. PL-74: hand-written ASCII checks.
/// </summary>
internal static class IamRules
{
    public const int GroupsPerUserMax = 10;
    public const int AttachedPoliciesMax = 10;
    public const int TagsMax = 50;
    public const int PolicyVersionsMax = 5;
    public const int PathLengthMax = 512;
    public const int DescriptionLengthMax = 1_000;
    public const int TagKeyLengthMax = 128;
    public const int TagValueLengthMax = 256;
    public const int SessionNameLengthMin = 2;
    public const int SessionNameLengthMax = 64;
    public const int ExternalIdLengthMin = 2;
    public const int ExternalIdLengthMax = 1_224;

    private const int UserOrRoleNameLengthMax = 64;
    private const int GroupOrPolicyNameLengthMax = 128;
    private const int AliasLengthMin = 3;
    private const int AliasLengthMax = 63;
    private const int UniqueIdLengthMin = 16;
    private const int UniqueIdLengthMax = 128;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+=,.@-");

    private static readonly SearchValues<char> ExternalIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+=,.@:/-");

    private static readonly SearchValues<char> PolicyPathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+=,.@-/");

    private static readonly SearchValues<char> AliasCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly SearchValues<char> UniqueIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static readonly SearchValues<char> OrganizationIdCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static int NameLengthMaxOf(IamNameKind kind) =>
        kind is IamNameKind.User or IamNameKind.Role ? UserOrRoleNameLengthMax : GroupOrPolicyNameLengthMax;

    public static string? ProblemOfName(IamNameKind kind, string name)
    {
        int lengthMax = NameLengthMaxOf(kind);
        bool isValid = name.Length >= 1 && name.Length <= lengthMax && !name.AsSpan().ContainsAnyExcept(NameCharacters);
        return isValid
            ? null
            : $"a {WordOf(kind)} name has 1 to {lengthMax} ASCII letters, digits and `_+=,.@-`";
    }

    public static bool HasNameCharactersOnly(string name) => !name.AsSpan().ContainsAnyExcept(NameCharacters);

    public static string? ProblemOfPath(IamNameKind kind, string path)
    {
        bool isFramed = path.Length is >= 1 and <= PathLengthMax && path[0] == '/' && path[^1] == '/';
        bool isPlain = !path.AsSpan().ContainsAnyExceptInRange('\u0021', '\u007E');
        if (!isFramed || !isPlain)
        {
            return $"a path is `/` or begins and ends with `/`, has at most {PathLengthMax} characters, and none "
                + "outside U+0021 to U+007E";
        }

        bool isPolicyPath = !path.AsSpan().ContainsAnyExcept(PolicyPathCharacters)
            && !path.Contains("//", StringComparison.Ordinal);
        return kind != IamNameKind.Policy || isPolicyPath
            ? null
            : "the path of a managed policy holds only ASCII letters, digits and `_+=,.@-` between single slashes";
    }

    public static string? ProblemOfAccountId(string accountId) =>
        IamPrincipal.IsAccountId(accountId) ? null : "an account id is 12 digits, for example `111122223333`";

    public static string? ProblemOfAlias(string alias)
    {
        bool isPlain = alias.Length is >= AliasLengthMin and <= AliasLengthMax
            && !alias.AsSpan().ContainsAnyExcept(AliasCharacters);
        bool hasInnerHyphensOnly = isPlain
            && alias[0] != '-' && alias[^1] != '-' && !alias.Contains("--", StringComparison.Ordinal);
        return hasInnerHyphensOnly && !IamPrincipal.IsAccountId(alias)
            ? null
            : $"an account alias has {AliasLengthMin} to {AliasLengthMax} lower-case ASCII letters, digits and single "
                + "inner hyphens, and is not 12 digits";
    }

    public static string? ProblemOfUniqueId(string prefix, string uniqueId)
    {
        bool isValid = uniqueId.StartsWith(prefix, StringComparison.Ordinal)
            && uniqueId.Length is >= UniqueIdLengthMin and <= UniqueIdLengthMax
            && !uniqueId.AsSpan().ContainsAnyExcept(UniqueIdCharacters);
        return isValid
            ? null
            : $"the id begins with `{prefix}` and has {UniqueIdLengthMin} to {UniqueIdLengthMax} upper-case ASCII "
                + "letters and digits";
    }

    /// <summary>The name of a role session; the answer is in the words of AWS's API.</summary>
    public static string? ProblemOfSessionName(string name) =>
        ProblemOfMember(name, SessionNameLengthMin, SessionNameLengthMax, NameCharacters, @"[\w+=,.@-]*");

    /// <summary>A source identity; as it holds no colon, it cannot begin with <c>aws:</c>.</summary>
    public static string? ProblemOfSourceIdentity(string identity) => ProblemOfSessionName(identity);

    /// <summary>An external id; the answer is in the words of AWS's API.</summary>
    public static string? ProblemOfExternalId(string id) =>
        ProblemOfMember(id, ExternalIdLengthMin, ExternalIdLengthMax, ExternalIdCharacters, @"[\w+=,.@:\/-]*");

    public static string? ProblemOfOrganizationId(string prefix, string id) =>
        id.StartsWith(prefix, StringComparison.Ordinal) && id.Length > prefix.Length
            && !id.AsSpan().ContainsAnyExcept(OrganizationIdCharacters)
            ? null
            : $"the id begins with `{prefix}` and goes on with lower-case ASCII letters, digits and hyphens";

    public static string? ProblemOfDescription(string description) =>
        description.Length <= DescriptionLengthMax
            ? null
            : $"a description has at most {DescriptionLengthMax} characters";

    /// <summary>Whether a text holds others than tab, LF, CR, U+0020–7E and U+00A1–FF.</summary>
    public static bool HasControlCharacters(string text) =>
        text.Any(character => character is not ('\t' or '\n' or '\r' or (>= ' ' and <= '~')
            or (>= '\u00A1' and <= '\u00FF')));

    public static string? ProblemOfTag(IamTag tag)
    {
        if (tag.Key.Length is < 1 or > TagKeyLengthMax || tag.Value.Length > TagValueLengthMax)
        {
            return $"a tag key has 1 to {TagKeyLengthMax} characters, a tag value 0 to {TagValueLengthMax}";
        }

        if (!IsTagText(tag.Key) || !IsTagText(tag.Value))
        {
            return "tag keys and values hold letters, digits, separators and `_.:/=+-@`";
        }

        return IsReservedTag(tag) ? "tag keys and values must not begin with `aws:`" : null;
    }

    /// <summary>Whether key or value begin as only those of the system do.</summary>
    public static bool IsReservedTag(IamTag tag) =>
        tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)
        || tag.Value.StartsWith("aws:", StringComparison.OrdinalIgnoreCase);

    private static string? ProblemOfMember(
        string text, int lengthMin, int lengthMax, SearchValues<char> characters, string pattern)
    {
        if (text.Length < lengthMin)
        {
            return $"Member must have length greater than or equal to {lengthMin}";
        }

        if (text.Length > lengthMax)
        {
            return $"Member must have length less than or equal to {lengthMax}";
        }

        return text.AsSpan().ContainsAnyExcept(characters)
            ? $"Member must satisfy regular expression pattern: {pattern}"
            : null;
    }

    private static bool IsTagText(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isPunctuation = rune.IsAscii && "_.:/=+-@".Contains((char)rune.Value, StringComparison.Ordinal);
            if (!isPunctuation && !IsLetterSeparatorOrNumber(Rune.GetUnicodeCategory(rune)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLetterSeparatorOrNumber(UnicodeCategory category) =>
        category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static string WordOf(IamNameKind kind) => kind switch
    {
        IamNameKind.User => "user",
        IamNameKind.Group => "group",
        IamNameKind.Role => "role",
        _ => "policy",
    };
}
