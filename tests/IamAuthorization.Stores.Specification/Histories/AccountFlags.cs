namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>What there is. Those of a user stand here for the first, those of the others further left.</summary>
[Flags]
public enum AccountFlags
{
    None = 0,
    Exists = 1,

    /// <summary>The policy is attached, which allows both actions in one of its versions.</summary>
    Attached = 1 << 1,

    /// <summary>An inline policy denies all.</summary>
    Denied = 1 << 2,

    /// <summary>The user is in the group.</summary>
    Member = 1 << 3,

    /// <summary>A permissions boundary admits getting only.</summary>
    Bounded = 1 << 4,

    /// <summary>The default version of the policy is the one that allows.</summary>
    PolicyAllows = 1 << 20,

    /// <summary>The group has the policy that allows to list.</summary>
    GroupAllows = 1 << 21,

    /// <summary>The policy of the resource denies all.</summary>
    ResourceDenies = 1 << 22,
}
