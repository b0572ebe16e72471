namespace IamAuthorization.Policies;

/// <summary>One step of a run that is searched for, and what the search keeps there between two windows.</summary>
internal struct PatternUnit
{
    /// <summary>The UTF-16 unit it takes.</summary>
    public char Unit;

    /// <summary>Whether it takes any one scalar value instead.</summary>
    public bool IsAnyOne;

    /// <summary>Where it ended behind the last window: at the next one's first place, its second, or both.</summary>
    public byte Carry;
}
