namespace IamAuthorization.Accounts;

/// <summary>
/// Walks a change log and finds the first place at which it is not as it was written: an entry changed, dropped, moved,
/// put in or numbered wrongly. Entries at the end of an account's log can be cut off without a trace in what is left;
/// anchors that are kept elsewhere show that too.
/// </summary>
/// <remarks>
/// The hashes have no key. Whoever can replace all entries of an account can write a new log that is sound in itself,
/// which an anchor shows as well.
/// </remarks>
public static class ChangeLogVerifier
{
    /// <summary>Walks the log of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="accountId">The account, 12 digits, or <see langword="null"/> for all.</param>
    /// <param name="anchors">Where logs stood once; those of other accounts are left aside.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>What was found.</returns>
    public static async Task<ChangeLogVerification> VerifyAsync(
        IIamStore store,
        string? accountId = null,
        IEnumerable<ChangeLogAnchor>? anchors = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var walk = new ChangeLogWalk((anchors ?? []).Where(
            anchor => accountId is null || string.Equals(anchor.AccountId, accountId, StringComparison.Ordinal)));
        var query = new ChangeLogQuery { AccountId = accountId };
        await foreach (ChangeLogEntry entry in ChangeLogPages.ReadAsync(store, query, cancellationToken))
        {
            if (!walk.Admits(entry))
            {
                break;
            }
        }

        return walk.End();
    }

    /// <summary>Walks a file that <see cref="ChangeLogJsonLines"/> wrote.</summary>
    /// <param name="file">The file, read from where it stands.</param>
    /// <param name="anchors">Where logs stood once.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>What was found.</returns>
    public static async Task<ChangeLogVerification> VerifyAsync(
        Stream file, IEnumerable<ChangeLogAnchor>? anchors = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var walk = new ChangeLogWalk(anchors ?? []);
        try
        {
            await foreach (ChangeLogEntry entry in ChangeLogJsonLines.ReadAsync(file, cancellationToken))
            {
                if (!walk.Admits(entry))
                {
                    break;
                }
            }
        }
        catch (ChangeLogFormatException exception)
        {
            walk.Refuse(exception);
        }

        return walk.End();
    }
}
