using System.Buffers;
using System.Collections.Immutable;

namespace IamAuthorization.AspNetCore;

/// <summary>Splits the text of a resource template into literals and parameters.</summary>
internal static class ResourceTemplateReader
{
    /// <summary>Longer than any ARN a policy can name; keeps mistakes out of memory.</summary>
    private const int LengthMax = 2_048;

    private const string CatchAllMark = "**";

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("{}*?:=/\\ ");

    /// <exception cref="FormatException">The text is no template; the message says what and where.</exception>
    public static ImmutableArray<ResourceTemplatePart> Read(string text)
    {
        if (text.Length is 0 or > LengthMax)
        {
            throw Wrong(
                text, 0, text.Length == 0 ? "it is empty; write `*` for none" : $"it exceeds {LengthMax} characters");
        }

        ImmutableArray<ResourceTemplatePart>.Builder parts = ImmutableArray.CreateBuilder<ResourceTemplatePart>();
        int position = 0;
        while (position < text.Length)
        {
            int open = text.IndexOf('{', position);
            int literalEnd = open < 0 ? text.Length : open;
            if (literalEnd > position)
            {
                parts.Add(Literal(text, position, literalEnd));
            }
            else if (parts.Count > 0)
            {
                throw Wrong(text, position, "two parameters need literal text between them");
            }

            position = open < 0 ? text.Length : ReadParameter(text, open, parts);
        }

        return parts.ToImmutable();
    }

    private static ResourceTemplatePart Literal(string text, int start, int end)
    {
        ReadOnlySpan<char> literal = text.AsSpan(start, end - start);
        for (int i = 0; i < literal.Length; i++)
        {
            string? problem = literal[i] switch
            {
                '}' => "`}` closes nothing",
                '*' or '?' => "a request names one concrete resource: write a parameter, or `*` alone for none",
                '\\' => "`\\` is not part of a resource's name",
                char c when char.IsControl(c) => $"it holds the control character U+{(int)c:X4}",
                _ => null,
            };
            if (problem is not null)
            {
                throw Wrong(text, start + i, problem);
            }
        }

        return ResourceTemplatePart.Literal(literal.ToString());
    }

    private static int ReadParameter(string text, int open, ImmutableArray<ResourceTemplatePart>.Builder parts)
    {
        int close = text.IndexOf('}', open);
        if (close < 0)
        {
            throw Wrong(text, open, "`{` is not closed");
        }

        string name = text[(open + 1)..close];
        bool isCatchAll = name.StartsWith(CatchAllMark, StringComparison.Ordinal);
        name = isCatchAll ? name[CatchAllMark.Length..] : name;
        if (name.Length == 0 || name.AsSpan().ContainsAny(NotInNames))
        {
            throw Wrong(text, open, "a parameter is the name of a route parameter alone: `{name}` or `{**name}`");
        }

        parts.Add(ResourceTemplatePart.Parameter(name, isCatchAll));
        return close + 1;
    }

    private static FormatException Wrong(string text, int position, string problem) =>
        new($"`{text}` is not a resource: at character {position + 1}, {problem}.");
}
