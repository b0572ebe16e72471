namespace IamAuthorization.Accounts;

/// <summary>One walk along a change log of one or more accounts, in the order of revisions.</summary>
internal sealed class ChangeLogWalk(IEnumerable<ChangeLogAnchor> anchors)
{
    private readonly ILookup<string, ChangeLogAnchor> _anchors =
        anchors.ToLookup(anchor => anchor.AccountId, StringComparer.Ordinal);

    private readonly Dictionary<string, ChangeLogEntry> _heads = new(StringComparer.Ordinal);
    private ChangeLogFault? _fault;
    private long _revision;
    private long _count;

    /// <summary>Takes the next entry, or tells that there is no use in going on.</summary>
    public bool Admits(ChangeLogEntry entry)
    {
        _fault = FaultOf(entry);
        if (_fault is not null)
        {
            return false;
        }

        _heads[entry.AccountId] = entry;
        _revision = entry.Revision;
        _count++;
        return true;
    }

    /// <summary>Takes note that the next entry cannot be read.</summary>
    public void Refuse(ChangeLogFormatException exception) => _fault = new ChangeLogFault(
        ChangeLogFaultKind.Unreadable, AccountId: null, Sequence: null, exception.Line, exception.Message);

    public ChangeLogVerification End()
    {
        _fault ??= FaultOfTheEnd();
        return new ChangeLogVerification(
            _fault,
            _count,
            [
                .. _heads.Values.Select(ChangeLogAnchor.Of)
                    .OrderBy(anchor => anchor.AccountId, StringComparer.Ordinal),
            ]);
    }

    private ChangeLogFault? FaultOf(ChangeLogEntry entry)
    {
        ChangeLogEntry? head = _heads.GetValueOrDefault(entry.AccountId);
        long expected = (head?.Sequence ?? 0) + 1;
        if (!IsSame(entry.Hash, ChangeLogChain.HashOf(entry)))
        {
            return Fault(ChangeLogFaultKind.Changed, entry, "its hash is not that of what it says");
        }

        if (entry.Sequence > expected)
        {
            return Fault(ChangeLogFaultKind.Missing, entry, $"the account's entry {expected} should stand here");
        }

        if (entry.Sequence < expected || entry.Revision <= _revision)
        {
            return Fault(
                ChangeLogFaultKind.OutOfOrder,
                entry,
                $"it is of revision {entry.Revision} and stands after revision {_revision}; the account's entry "
                    + $"{expected} should come next");
        }

        if (!IsSame(entry.PreviousHash, head?.Hash ?? ChangeLogChain.Zero))
        {
            return Fault(ChangeLogFaultKind.Unlinked, entry, "it does not hold the hash of the entry before it");
        }

        bool isRewritten = _anchors[entry.AccountId].Any(
            anchor => anchor.Sequence == entry.Sequence && !IsSame(anchor.Hash, entry.Hash));
        return isRewritten
            ? Fault(ChangeLogFaultKind.Rewritten, entry, "an anchor remembers another hash of it")
            : null;
    }

    private ChangeLogFault? FaultOfTheEnd()
    {
        ChangeLogAnchor? missed = _anchors
            .SelectMany(account => account)
            .OrderBy(anchor => anchor.AccountId, StringComparer.Ordinal)
            .ThenBy(anchor => anchor.Sequence)
            .FirstOrDefault(anchor => anchor.Sequence > LastOf(anchor.AccountId));
        return missed is null
            ? null
            : new ChangeLogFault(
                ChangeLogFaultKind.Cut,
                missed.AccountId,
                missed.Sequence,
                _count + 1,
                $"The log of account {missed.AccountId} ends with entry {LastOf(missed.AccountId)}, but an anchor "
                    + $"remembers entry {missed.Sequence}.");
    }

    private long LastOf(string accountId) => _heads.GetValueOrDefault(accountId)?.Sequence ?? 0;

    private ChangeLogFault Fault(ChangeLogFaultKind kind, ChangeLogEntry entry, string problem) => new(
        kind,
        entry.AccountId,
        entry.Sequence,
        _count + 1,
        $"Entry {entry.Sequence} of account {entry.AccountId} is not as it was written: {problem}.");

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
