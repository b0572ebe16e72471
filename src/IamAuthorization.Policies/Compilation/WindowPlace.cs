namespace IamAuthorization.Policies;

/// <summary>
/// A place at which windows stand, with a filter of 64 bits: a place that few resources use is passed over for most.
/// </summary>
internal readonly record struct WindowPlace(int Index, ulong Mask)
{
    /// <summary>The bit of a window by its quick hash.</summary>
    public static ulong BitOf(ulong halfHash) => 1UL << (int)(halfHash >> 58);

    /// <summary>Whether a resource may have that window here.</summary>
    public bool MayHold(ResourceWindow window) => (Mask & BitOf(window.HalfHash())) != 0;
}
