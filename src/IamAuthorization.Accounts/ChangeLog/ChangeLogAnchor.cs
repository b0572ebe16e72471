namespace IamAuthorization.Accounts;

/// <summary>
/// Where the log of an account stood once. Kept where those who can write the log cannot, it shows when newer entries
/// were cut off, or when the whole log was written anew.
/// </summary>
/// <param name="AccountId">The account, 12 digits.</param>
/// <param name="Sequence">The number of an entry.</param>
/// <param name="Hash">The hash of that entry, 64 hexadecimal digits in lower case.</param>
public sealed record ChangeLogAnchor(string AccountId, long Sequence, string Hash)
{
    /// <summary>The anchor of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>The anchor.</returns>
    public static ChangeLogAnchor Of(ChangeLogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new ChangeLogAnchor(entry.AccountId, entry.Sequence, entry.Hash);
    }
}
