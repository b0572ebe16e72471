namespace IamAuthorization.Accounts;

/// <summary>What can be wrong with a change log.</summary>
public enum ChangeLogFaultKind
{
    /// <summary>A line of a file is no entry in the form in which entries are written.</summary>
    Unreadable = 0,

    /// <summary>The hash of an entry is not that of what it says.</summary>
    Changed,

    /// <summary>Entries are missing before this one.</summary>
    Missing,

    /// <summary>An entry stands where an earlier one belongs: it was moved, or put in a second time.</summary>
    OutOfOrder,

    /// <summary>An entry does not follow from the one before it, so that one of them was replaced.</summary>
    Unlinked,

    /// <summary>An entry is not the one that an anchor remembers: the log was written anew.</summary>
    Rewritten,

    /// <summary>The log ends before an entry that an anchor remembers.</summary>
    Cut,
}
