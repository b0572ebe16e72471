namespace IamAuthorization.Policies;

/// <summary>
/// The first ten characters of an action's name, six bits each and without regard to case: actions are written with 39
/// characters (PL-27), so that equal keys mean equal beginnings.
/// </summary>
internal static class ActionKey
{
    /// <summary>How many characters a key holds.</summary>
    public const int Length = 10;

    private const int BitsPerCharacter = 6;

    /// <summary>The key of a name, or of the literal beginning of a pattern.</summary>
    public static ulong Of(ReadOnlySpan<char> name)
    {
        ulong key = 0;
        for (int index = 0; index < Length; index++)
        {
            key = (key << BitsPerCharacter) | (index < name.Length ? Digit(name[index]) : 0u);
        }

        return key;
    }

    /// <summary>How far to shift two keys so that the first so many characters count.</summary>
    public static byte ShiftFor(int characters) =>
        (byte)(BitsPerCharacter * (Length - Math.Min(characters, Length)));

    // WHY: 0 stands for "no character", so that a name and its beginning have different keys.
    private static uint Digit(char character) => character switch
    {
        >= 'a' and <= 'z' => (uint)(character - 'a') + 1,
        >= 'A' and <= 'Z' => (uint)(character - 'A') + 1,
        >= '0' and <= '9' => (uint)(character - '0') + 27,
        '-' => 37,
        '_' => 38,
        _ => 39,
    };
}
