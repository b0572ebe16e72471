namespace IamAuthorization.Accounts;

/// <summary>What one operation decides to change, and on what it decided.</summary>
internal sealed class AccountEdit(IamCall call, IIamSnapshot snapshot, BuiltInPolicies builtIn)
    : AccountView(call, snapshot, builtIn)
{
    private readonly Dictionary<IamEntityKey, IamEntity> _puts = [];
    private readonly HashSet<IamEntityKey> _deletions = [];
    private readonly HashSet<IamEntityKey> _touches = [];

    /// <summary>Adds an entity, or puts it in the place of the one with its key.</summary>
    public void Put(IamEntity entity)
    {
        _deletions.Remove(entity.Key);

        // WHY removed first: the key carries the case of the name, which may be what has changed.
        _puts.Remove(entity.Key);
        _puts.Add(entity.Key, entity);
    }

    public void Delete(IamEntityKey key)
    {
        _puts.Remove(key);
        _deletions.Add(key);
    }

    /// <summary>Puts a renamed entity and deletes the one that it was.</summary>
    public void Move(IamEntityKey from, IamEntity to)
    {
        Delete(from);
        Put(to);
    }

    /// <summary>What is referred to from now on: whoever deletes it at the same time must decide anew.</summary>
    public void Touch(IamEntityKey key) => _touches.Add(key);

    /// <summary>A policy that is attached from now on; built-in ones never go away.</summary>
    public void Touch(ManagedPolicy policy)
    {
        if (!BuiltInPolicies.Owns(policy.Arn))
        {
            Touch(policy.Key);
        }
    }

    /// <summary>Whether the operation itself changes what a key finds.</summary>
    public bool Writes(IamEntityKey key) => _puts.ContainsKey(key) || _deletions.Contains(key);

    /// <summary>The changes as a commit, or null when there are none.</summary>
    public IamCommit? ToCommit(string action) =>
        _puts.Count == 0 && _deletions.Count == 0
            ? null
            : new IamCommit
            {
                ExpectedRevision = Snapshot.Revision,
                AccountId = AccountId,
                Action = action,
                Origin = Call.Origin,
                Puts = [.. _puts.Values],
                Deletions = [.. _deletions],
                Touches = [.. _touches],
                Reads = [.. Reads],
            };
}
