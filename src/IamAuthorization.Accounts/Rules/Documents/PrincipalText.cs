using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IamAuthorization.Accounts;

/// <summary>Replaces principals of the kind <c>AWS</c> in the text of a document; all else stays as written.</summary>
internal static class PrincipalText
{
    /// <summary>The members that lead to an entry; lists between them do not count.</summary>
    private const int PathLength = 3;

    /// <summary>Rewrites the entries that a table names.</summary>
    /// <param name="text">The text of a document that was read before.</param>
    /// <param name="replacements">What stands in the place of which entry.</param>
    public static string Replace(string text, IReadOnlyDictionary<string, string> replacements)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(utf8);
        var result = new StringBuilder();
        var names = new List<string?>();
        int copied = 0;
        while (reader.Read())
        {
            int depth = reader.CurrentDepth;
            while (names.Count <= depth + 1)
            {
                names.Add(item: null);
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    names[depth] = reader.GetString();
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    names[depth + 1] = null;
                    break;
                case JsonTokenType.String when IsPrincipal(names, depth)
                    && replacements.TryGetValue(reader.GetString()!, out string? replacement):
                    int start = (int)reader.TokenStartIndex;
                    result.Append(Encoding.UTF8.GetString(utf8.AsSpan(copied, start - copied)));
                    result.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(replacement));
                    result.Append('"');
                    copied = (int)reader.BytesConsumed;
                    break;
                default:
                    break;
            }
        }

        return result.Append(Encoding.UTF8.GetString(utf8.AsSpan(copied))).ToString();
    }

    private static bool IsPrincipal(List<string?> names, int depth)
    {
        string[] path = [.. names.Take(depth + 1).OfType<string>()];
        return path.Length == PathLength && path is ["Statement", "Principal" or "NotPrincipal", "AWS"];
    }
}
