namespace IamAuthorization.Accounts;

/// <summary>
/// Something that a commit was decided on has changed since. Nothing was committed: read the newest state and decide
/// again.
/// </summary>
public sealed class IamRevisionConflictException : Exception
{
    /// <summary>Names both revisions, and what changed.</summary>
    /// <param name="expectedRevision">The revision the commit was decided on.</param>
    /// <param name="actualRevision">The revision of the store.</param>
    /// <param name="key">What has changed, if one thing can be named.</param>
    public IamRevisionConflictException(long expectedRevision, long actualRevision, IamEntityKey? key = null)
        : base($"The commit was decided on revision {expectedRevision}, but the store is at {actualRevision}"
            + (key is null ? string.Empty : $" and `{key}` has changed")
            + ": read the newest state and decide again.")
    {
        ExpectedRevision = expectedRevision;
        ActualRevision = actualRevision;
        Key = key;
    }

    /// <summary>The revision the commit was decided on.</summary>
    public long ExpectedRevision { get; }

    /// <summary>The revision of the store.</summary>
    public long ActualRevision { get; }

    /// <summary>What has changed, or <see langword="null"/> when the commit suffered no other at all.</summary>
    public IamEntityKey? Key { get; }
}
