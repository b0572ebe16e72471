using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IamAuthorization.Benchmarks;

/// <summary>The options of a verb: a name and a value each, with defaults.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values;

    private Arguments(Dictionary<string, string> values) => _values = values;

    public string this[string name] => _values[name];

    /// <summary>Reads them; an option that has no default does not exist.</summary>
    public static bool TryRead(
        ReadOnlySpan<string> arguments,
        Dictionary<string, string> defaults,
        [NotNullWhen(true)] out Arguments? read,
        [NotNullWhen(false)] out string? problem)
    {
        read = null;
        problem = null;
        var values = new Dictionary<string, string>(defaults, StringComparer.Ordinal);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (!defaults.ContainsKey(arguments[i]) || i + 1 == arguments.Length)
            {
                problem = $"`{arguments[i]}` is no option, or its value is missing.";
                return false;
            }

            values[arguments[i]] = arguments[i + 1];
        }

        read = new Arguments(values);
        return true;
    }

    /// <summary>A whole number from 0, or -1 where the value is none.</summary>
    public int Number(string name) =>
        int.TryParse(_values[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

    public TimeSpan Milliseconds(string name) => TimeSpan.FromMilliseconds(Number(name));

    public string[] List(string name) => _values[name].Split(',', StringSplitOptions.RemoveEmptyEntries);
}
