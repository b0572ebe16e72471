namespace IamAuthorization.Accounts;

/// <summary>What walking a change log found.</summary>
public sealed class ChangeLogVerification
{
    internal ChangeLogVerification(ChangeLogFault? fault, long entryCount, IReadOnlyList<ChangeLogAnchor> heads)
    {
        Fault = fault;
        EntryCount = entryCount;
        Heads = heads;
    }

    /// <summary>Whether every entry is as it was written, and none is missing that can be missed.</summary>
    public bool IsIntact => Fault is null;

    /// <summary>The first broken place, or <see langword="null"/> when there is none.</summary>
    public ChangeLogFault? Fault { get; }

    /// <summary>How many entries were sound, up to the broken place.</summary>
    public long EntryCount { get; }

    /// <summary>The last sound entry of each account, by account: anchors for the next time.</summary>
    public IReadOnlyList<ChangeLogAnchor> Heads { get; }
}
