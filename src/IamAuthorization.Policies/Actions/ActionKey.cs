namespace IamAuthorization.Policies;

/// <summary>
/// 32 bits that tell most actions apart before any text is compared: sixteen of the service's hash, then the first two
/// characters of the name, all without regard to case. Equal keys prove nothing; different ones prove a difference.
/// </summary>
internal static class ActionKey
{
    /// <summary>How far to shift two keys so that only their services count.</summary>
    public const byte ServiceShift = 16;

    /// <summary>How far to shift two keys so that nothing counts.</summary>
    public const byte NothingShift = 32;

    private const byte CharacterBits = 8;
    private const int CharacterCount = 2;

    /// <summary>The key of an action, or of the literal beginning of a pattern.</summary>
    public static uint Of(ReadOnlySpan<char> service, ReadOnlySpan<char> name)
    {
        int hash = string.GetHashCode(service, StringComparison.OrdinalIgnoreCase);
        uint key = (ushort)(hash ^ (hash >> 16));
        for (int index = 0; index < CharacterCount; index++)
        {
            key = (key << CharacterBits) | (index < name.Length ? Lower(name[index]) : 0u);
        }

        return key;
    }

    /// <summary>How far to shift two keys so that the service and that many characters of the name count.</summary>
    public static byte ShiftFor(int characters) =>
        (byte)(CharacterBits * (CharacterCount - Math.Min(characters, CharacterCount)));

    /// <summary>The bit of a key's service, one of 64.</summary>
    public static ulong ServiceBit(uint key) => 1UL << (int)((key >> ServiceShift) & 63);

    private static uint Lower(char character) => char.IsAsciiLetterUpper(character) ? character | 0x20u : character;
}
