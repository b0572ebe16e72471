namespace IamAuthorization.Policies.Reference;

/// <summary>policy-language.md §4.1: six parts, split at the first five colons.</summary>
internal static class ArnText
{
    private const int PartCount = 6;

    /// <summary>The parts of a concrete ARN, or null when it is none (C-32).</summary>
    public static string[]? Split(string text)
    {
        string[] parts = text.Split(':', PartCount);
        return parts.Length == PartCount && parts[0] == "arn" ? parts : null;
    }

    /// <summary>The parts of a pattern: split at its own colons, not at those inside variables.</summary>
    public static List<List<Token>> Split(IEnumerable<Token> pattern)
    {
        List<List<Token>> parts = [[]];
        foreach (Token token in pattern)
        {
            if (token is not Token.Literal literal)
            {
                parts[^1].Add(token);
                continue;
            }

            string[] pieces = literal.Text.Split(':', PartCount - parts.Count + 1);
            for (int index = 0; index < pieces.Length; index++)
            {
                if (index > 0)
                {
                    parts.Add([]);
                }

                if (pieces[index].Length > 0)
                {
                    parts[^1].Add(new Token.Literal(pieces[index]));
                }
            }
        }

        return parts;
    }

    /// <summary>PL-42, §3.7: each part of the pattern against the same part of the ARN.</summary>
    public static bool IsMatch(IReadOnlyList<List<Token>> pattern, string[] parts)
    {
        for (int index = 0; index < PartCount; index++)
        {
            if (!Wildcards.IsMatch(pattern[index], parts[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the pattern begins with <c>arn:</c>.</summary>
    public static bool BeginsWithArn(IReadOnlyList<List<Token>> pattern) =>
        pattern.Count > 1 && pattern[0] is [Token.Literal { Text: "arn" }];
}
