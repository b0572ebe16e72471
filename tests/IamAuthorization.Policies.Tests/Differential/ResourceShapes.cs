using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>
/// Resources, and patterns made from them by what people and index builders trip over: prefixes of prefixes, inner
/// literals behind a star, variables, escapes, single characters, early segments and short ARNs.
/// </summary>
internal static class ResourceShapes
{
    public static readonly string[] Variables =
    [
        "${app:v}", "${app:v}", "${APP:V}", "${aws:username}", "${aws:PrincipalTag/team}", "${app:absent, 'a'}",
        "${app:v, 'b'}", "${app:absent}", "${aws:PrincipalAccount}", "${aws:TagKeys}", "${app:list}", "${*}", "${?}",
        "${$}", "${}", "${app:v", "${app:v,'a'}", "${a b}", "${app:absent, ''}", "${app:conflict, 'a'}", "$",
        "${app:e}", "${aws:PrincipalArn}",
    ];

    private static readonly string[] Words =
        ["a", "b", "ab", "abc", "a", "b", "plan", "plans", "team", "red", "A"];

    private static readonly string[] OddWords =
        ["a:b", "", "*", "?", "é", "日本", "😀", "😁", "İ", "ſ", "\u212A", "k", "${app:v}", "x y", "a*", "$", "}", ":"];

    private static readonly string[] Types = ["doc/", "doc/", "doc/", "docs/", "doc:", "home/"];

    private static readonly string LongWord = new('a', 300);

    /// <summary>A concrete resource.</summary>
    public static string Concrete(Dice dice)
    {
        if (dice.Chance(4))
        {
            return "*";
        }

        string start = dice.Pick(
            $"arn:aws:app::{Here}:", $"arn:aws:app::{Here}:", $"arn:aws:app::{Here}:", $"arn:aws:app:eu:{Here}:",
            $"arn:aws:app::{There}:", "arn:aws:s3:::", $"arn:aws-cn:app::{Here}:", $"arn:aws:apps::{Here}:");
        return start + Tail(dice, isOdd: dice.Chance(12));
    }

    /// <summary>A resource of a tree so small that patterns for it meet.</summary>
    public static string Tail(Dice dice, bool isOdd)
    {
        if (isOdd && dice.Chance(10))
        {
            return dice.Pick(Types) + LongWord + dice.Pick("", "b", "/x");
        }

        int depth = dice.Pick(1, 1, 2, 2, 3, 4);
        string tail = dice.Pick(Types);
        for (int level = 0; level < depth; level++)
        {
            bool takesOdd = isOdd && dice.Chance(50);
            tail += (level > 0 ? "/" : "") + (takesOdd ? dice.Pick(OddWords) : dice.Pick(Words));
        }

        return tail;
    }

    /// <summary>An entry of Resource or NotResource.</summary>
    public static string Pattern(Dice dice, bool isNarrow)
    {
        int anyPercent = isNarrow ? 1 : 30;
        if (dice.Chance(anyPercent))
        {
            return "*";
        }

        if (dice.Chance(4))
        {
            return dice.Pick(
                "arn:aws:app:*", "arn:aws:app::*", "arn:aws:*", "arn:*", "arn:aws:app", "**", "", "doc/*", "arn:",
                "arn:aws:app:${app:v}*", "arn:aws:app::x:${*}", "arn:aws:app:::", "arn:*:*:*:*:*", "a*", "*:*",
                "arn:aws:app:::::*", "${aws:PrincipalArn}", "ARN:aws:app:::doc/a", "arn:aws:app:*:*:doc/*");
        }

        string pattern = Concrete(dice);
        int edits = dice.Pick(0, 0, 1, 1, 1, 1, 2, 2, 3);
        for (int edit = 0; edit < edits; edit++)
        {
            pattern = Edit(dice, pattern);
        }

        return pattern;
    }

    /// <summary>Cuts, opens or blurs a pattern at some place behind its beginning.</summary>
    private static string Edit(Dice dice, string pattern)
    {
        int first = Math.Min(pattern.Length, dice.Chance(85) ? LastStart(pattern) : 4);
        int at = Whole(pattern, dice.Between(first, pattern.Length));
        int end = Whole(pattern, dice.Between(at, pattern.Length));
        int next = Math.Min(pattern.Length, at + (at < pattern.Length && char.IsHighSurrogate(pattern[at]) ? 2 : 1));
        string variable = dice.Pick(Variables);
        return dice.Below(8) switch
        {
            0 or 1 => pattern[..at] + "*",
            2 or 3 => pattern[..at] + "*" + pattern[end..],
            4 => pattern[..at] + "?" + pattern[next..],
            5 => pattern[..at] + variable + pattern[end..],
            6 => pattern[..at] + "*" + pattern[at..end] + "*" + pattern[end..],
            _ => pattern[..first] + "*" + pattern[at..],
        };
    }

    /// <summary>The place, or the one before it where it would cut a character in two.</summary>
    private static int Whole(string text, int place) =>
        place < text.Length && char.IsLowSurrogate(text[place]) ? place - 1 : place;

    private static int LastStart(string pattern)
    {
        int at = 0;
        for (int colons = 0; colons < 5; colons++)
        {
            int colon = pattern.IndexOf(':', at);
            if (colon < 0)
            {
                return at;
            }

            at = colon + 1;
        }

        return at;
    }
}
