namespace IamAuthorization.Accounts;

/// <summary>How fresh the newest state is that a store knows.</summary>
/// <param name="Revision">Its revision.</param>
/// <param name="Age">How long ago it was confirmed to be the newest.</param>
/// <param name="AgeMax">How long ago that may be; past it the state serves no more.</param>
/// <param name="Cause">
/// Why it could not be confirmed when that was tried last: names of kinds of faults, never their words. Null when it
/// was confirmed.
/// </param>
internal sealed record StoreFreshness(long Revision, TimeSpan Age, TimeSpan AgeMax, string? Cause)
{
    /// <summary>Whether the state serves although it may not be the newest.</summary>
    public bool IsServing => AgeMax > TimeSpan.Zero && Age <= AgeMax;
}
