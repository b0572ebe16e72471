namespace IamAuthorization.Accounts;

/// <summary>What came of the latest reading of the policy files, in numbers alone.</summary>
/// <param name="WasRead">Whether the files could be read at all.</param>
/// <param name="ErrorCount">How many errors they have; with one, the state before stays in effect.</param>
internal sealed record PolicyFileState(bool WasRead, int ErrorCount)
{
    /// <summary>Whether what the files say is in effect.</summary>
    public bool IsInEffect => WasRead && ErrorCount == 0;
}
