namespace IamAuthorization.Accounts;

/// <summary>What policy files wrote into an account and nobody deleted since, as the change log tells it.</summary>
internal sealed class WrittenByFiles
{
    /// <summary>The action of commits that apply policy files.</summary>
    public const string Action = "iam:ApplyPolicyFiles";

    private readonly Dictionary<IamEntityKey, string?> _ids = [];

    public IEnumerable<IamEntityKey> Keys => _ids.Keys;

    /// <summary>Whether this is what files wrote, and not another that came by its name later.</summary>
    public bool Has(IamEntity entity) =>
        _ids.TryGetValue(entity.Key, out string? id) && id == IamEntityIds.UniqueIdOf(entity);

    public static async Task<WrittenByFiles> ReadAsync(
        IIamStore store, string accountId, long revision, CancellationToken cancellationToken)
    {
        var written = new WrittenByFiles();
        var query = new ChangeLogQuery { AccountId = accountId, Action = Action };
        await foreach (ChangeLogEntry entry in ChangeLogPages.ReadAsync(store, query, cancellationToken))
        {
            // WHY: what came after the state that is compared would make a conflict anyway.
            if (entry.Revision > revision)
            {
                break;
            }

            foreach (EntityChange change in entry.Changes)
            {
                written.Add(change);
            }
        }

        return written;
    }

    private void Add(EntityChange change)
    {
        if (change.After is { } text)
        {
            _ids[change.Key] = EntityJson.UniqueIdIn(text);
        }
        else
        {
            _ids.Remove(change.Key);
        }
    }
}
