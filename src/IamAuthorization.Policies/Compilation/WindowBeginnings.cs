namespace IamAuthorization.Policies;

/// <summary>The different texts before windows, numbered from 1: a few, because ARNs begin alike.</summary>
internal sealed class WindowBeginnings
{
    /// <summary>The number of a text when there is no room for more.</summary>
    public const ushort None = 0;

    private const int Max = 1_024;

    private readonly Dictionary<string, ushort> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [string.Empty];

    /// <summary>The number of a text.</summary>
    public ushort NumberOf(ReadOnlySpan<char> text)
    {
        if (_numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out ushort known))
        {
            return known;
        }

        if (_texts.Count > Max)
        {
            return None;
        }

        string added = text.ToString();
        ushort number = (ushort)_texts.Count;
        _numbers.Add(added, number);
        _texts.Add(added);
        return number;
    }

    /// <summary>The texts by number.</summary>
    public string[] ToArray() => [.. _texts];
}
