using System.Text;

namespace IamAuthorization.Policies.Reference;

/// <summary>Takes strings of policies apart: wildcards (PL-26, PL-43) and variables (policy-language.md §6).</summary>
internal static class Tokens
{
    /// <summary>Reads a string. Without wildcards, <c>*</c> and <c>?</c> are ordinary characters.</summary>
    public static List<Token> Of(string text, bool hasVariables, bool hasWildcards)
    {
        var tokens = new List<Token>();
        var literal = new StringBuilder();
        int at = 0;
        while (at < text.Length)
        {
            Token? token = null;
            if (hasVariables && text[at] == '$' && at + 1 < text.Length && text[at + 1] == '{')
            {
                token = Variable(text, ref at);
            }
            else if (hasWildcards && text[at] is '*' or '?')
            {
                token = hasWildcards && text[at] == '*' ? new Token.AnyRun() : new Token.AnyOne();
                at++;
            }
            else
            {
                literal.Append(text[at]);
                at++;
            }

            if (token is Token.Literal escaped)
            {
                literal.Append(escaped.Text);
            }
            else if (token is not null)
            {
                Flush(tokens, literal);
                tokens.Add(token);
            }
        }

        Flush(tokens, literal);
        return tokens;
    }

    /// <summary>
    /// PL-65: the tokens with each variable replaced by its value as literal text; null when one has no value (PL-67:
    /// that invalidates the whole string).
    /// </summary>
    public static List<Token>? Resolve(IReadOnlyList<Token> tokens, Context context)
    {
        var resolved = new List<Token>();
        foreach (Token token in tokens)
        {
            if (token is Token.Malformed)
            {
                return null;
            }

            if (token is not Token.Variable variable)
            {
                resolved.Add(token);
                continue;
            }

            if (ValueOf(variable, context) is not { } value)
            {
                return null;
            }

            resolved.Add(new Token.Literal(value));
        }

        return resolved;
    }

    /// <summary>conditions.md §3.9: whether a variable stands for a key that is there twice.</summary>
    public static bool HaveConflict(IEnumerable<Token> tokens, Context context) =>
        tokens.OfType<Token.Variable>().Any(variable => context.Lookup(variable.Key) is { IsConflict: true });

    /// <summary>The text of tokens that hold no wildcard.</summary>
    public static string TextOf(IEnumerable<Token> tokens) =>
        string.Concat(tokens.Select(token => ((Token.Literal)token).Text));

    /// <summary>
    /// PL-61, PL-65, PL-69: the one text of a single-valued key if it is not empty, else the default. What is there
    /// twice (C-40) is not absent, so that no default stands in for it.
    /// </summary>
    private static string? ValueOf(Token.Variable variable, Context context)
    {
        ContextEntry? entry = context.Lookup(variable.Key);
        if (entry is { IsConflict: true })
        {
            return null;
        }

        string? value = entry is { IsMultiple: false, Values: [{ } only] } ? only : null;
        return string.IsNullOrEmpty(value) ? variable.Default : value;
    }

    /// <summary>PL-63, PL-68, PL-69: what begins with <c>${</c>, up to and with its <c>}</c>.</summary>
    private static Token Variable(string text, ref int at)
    {
        string rest = text[(at + 2)..];
        if (rest.Length > 1 && rest[0] is '*' or '?' or '$' && rest[1] == '}')
        {
            at += 4;
            return new Token.Literal(rest[..1]);
        }

        int keyLength = rest.IndexOfAny(['}', ',']);
        if (keyLength < 0)
        {
            at = text.Length;
            return new Token.Malformed();
        }

        string key = rest[..keyLength];
        bool isKey = key.Length > 0 && !key.Any(char.IsWhiteSpace) && !key.Contains("${", StringComparison.Ordinal);
        if (rest[keyLength] == '}')
        {
            at += 2 + keyLength + 1;
            return isKey ? new Token.Variable(key, Default: null) : new Token.Malformed();
        }

        string afterKey = rest[keyLength..];
        int quote = afterKey.StartsWith(", '", StringComparison.Ordinal) ? afterKey.IndexOf('\'', 3) : -1;
        if (!isKey || quote < 0 || quote + 1 >= afterKey.Length || afterKey[quote + 1] != '}')
        {
            at = text.Length;
            return new Token.Malformed();
        }

        at += 2 + keyLength + quote + 2;
        return new Token.Variable(key, afterKey[3..quote]);
    }

    private static void Flush(List<Token> tokens, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            tokens.Add(new Token.Literal(literal.ToString()));
            literal.Clear();
        }
    }
}
