namespace IamAuthorization.Policies.Reference;

/// <summary>The three values of conditions.md §3.9.</summary>
public enum Truth
{
    /// <summary>It does not hold.</summary>
    False,

    /// <summary>A value could not be compared.</summary>
    Unknown,

    /// <summary>It holds.</summary>
    True,
}

/// <summary>Three-valued logic: conditions.md §7, last paragraph.</summary>
internal static class Truths
{
    /// <summary>True if one is True, else Unknown if one is Unknown, else False.</summary>
    public static Truth Any3(IEnumerable<Truth> truths)
    {
        Truth highest = Truth.False;
        foreach (Truth truth in truths)
        {
            highest = truth > highest ? truth : highest;
        }

        return highest;
    }

    /// <summary>False if one is False, else Unknown if one is Unknown, else True.</summary>
    public static Truth All3(IEnumerable<Truth> truths)
    {
        Truth lowest = Truth.True;
        foreach (Truth truth in truths)
        {
            lowest = truth < lowest ? truth : lowest;
        }

        return lowest;
    }

    /// <summary>not3(Unknown) = Unknown.</summary>
    public static Truth Not3(Truth truth) => truth switch
    {
        Truth.True => Truth.False,
        Truth.False => Truth.True,
        _ => Truth.Unknown,
    };

    /// <summary>A comparison that could be made.</summary>
    public static Truth Of(bool isTrue) => isTrue ? Truth.True : Truth.False;
}
