using System.Globalization;
using System.Text;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>Writes JSON by hand, because the spelling is part of what is tried.</summary>
internal static class JsonText
{
    public static string String(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (char character in text)
        {
            if (character is '"' or '\\')
            {
                json.Append('\\').Append(character);
            }
            else if (character < ' ')
            {
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                json.Append(character);
            }
        }

        return json.Append('"').ToString();
    }

    /// <summary>The same string with each character written as an escape.</summary>
    public static string Escaped(string text) =>
        $"\"{string.Concat(text.Select(character => $"\\u{(int)character:X4}"))}\"";

    public static string List(IEnumerable<string> texts) => $"[{string.Join(',', texts.Select(String))}]";

    /// <summary>Strings as an array, or one alone as it is (PL-07).</summary>
    public static string Strings(Dice dice, IReadOnlyList<string> texts) => texts switch
    {
        [{ } only] when dice.Chance(2) => Escaped(only),
        [{ } only] when dice.Chance(60) => String(only),
        _ => List(texts),
    };
}
