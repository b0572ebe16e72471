namespace IamAuthorization.Accounts;

/// <summary>What policy files would do to an entity of a store.</summary>
public enum PolicyFileDifferenceKind
{
    /// <summary>It is in the files alone.</summary>
    Added = 0,

    /// <summary>The files say something else of it.</summary>
    Changed,

    /// <summary>It is in the store alone.</summary>
    Deleted,
}
