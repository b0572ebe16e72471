namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>A small fast generator (SplitMix64) that is nothing but its seed.</summary>
internal struct FuzzRandom(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>The generator of one part of the work, independent of its neighbours.</summary>
    public static FuzzRandom Of(ulong seed, string name, long part)
    {
        var random = new FuzzRandom(seed);
        foreach (char character in name)
        {
            random._state = random.NextBits() ^ character;
        }

        random._state = random.NextBits() ^ (ulong)part;
        return new FuzzRandom(random.NextBits());
    }

    public ulong NextBits()
    {
        _state += Step;
        ulong bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A number from 0 to below the limit, which is at least 1.</summary>
    public int Below(int limit) => (int)(((NextBits() >> 32) * (ulong)limit) >> 32);

    public bool OneIn(int chances) => Below(chances) == 0;

    public T Pick<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];
}
