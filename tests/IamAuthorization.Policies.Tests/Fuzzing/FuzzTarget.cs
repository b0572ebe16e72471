namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>What is fuzzed: it takes any text, and throws nothing.</summary>
/// <param name="Name">Names it in reports, and is part of the seed.</param>
/// <param name="Seeds">Texts to begin with; each is tried as it is.</param>
/// <param name="Tokens">Words of its grammar.</param>
/// <param name="Try">
/// Tries a text. The second argument picks among variants (kinds, gates, sides). The answer says what came of it: a
/// text with an answer not met before becomes a seed of its own. Throws where a property does not hold.
/// </param>
internal sealed record FuzzTarget(string Name, string[] Seeds, string[] Tokens, Func<string, uint, int> Try)
{
    /// <summary>The longest text tried.</summary>
    public int LengthMax { get; init; } = 2_048;

    /// <summary>What one try may allocate, whatever the text.</summary>
    public long BytesFree { get; init; } = 4_096;

    /// <summary>What one try may allocate for each character of the text.</summary>
    public int BytesPerCharacter { get; init; } = 32;
}
