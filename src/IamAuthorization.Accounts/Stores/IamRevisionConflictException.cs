namespace IamAuthorization.Accounts;

/// <summary>A commit was decided on a state that is no longer the newest. Nothing was changed.</summary>
public sealed class IamRevisionConflictException : Exception
{
    /// <summary>Names both revisions.</summary>
    /// <param name="expectedRevision">The revision the commit was decided on.</param>
    /// <param name="actualRevision">The revision of the store.</param>
    public IamRevisionConflictException(long expectedRevision, long actualRevision)
        : base($"The commit was decided on revision {expectedRevision}, but the store is at {actualRevision}: "
            + "read the newest state and decide again.")
    {
        ExpectedRevision = expectedRevision;
        ActualRevision = actualRevision;
    }

    /// <summary>The revision the commit was decided on.</summary>
    public long ExpectedRevision { get; }

    /// <summary>The revision of the store.</summary>
    public long ActualRevision { get; }
}
