namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>What one client asked of one node, and what it was answered.</summary>
public sealed record AccountOperation
{
    /// <summary>The number of the operation, which the change log has as the id of its request.</summary>
    public required int Number { get; init; }

    public required AccountVerb Verb { get; init; }

    /// <summary>The number of the node.</summary>
    public required int Node { get; init; }

    /// <summary>The number of the user; of no meaning for what concerns all.</summary>
    public required int User { get; init; }

    /// <summary>Whether the question passes the newest revision that any client was answered before.</summary>
    public bool PassesRevision { get; init; }

    /// <summary>The answer to a question: whether the user may get, and may list.</summary>
    public (bool Get, bool List) Allowed { get; init; }

    /// <summary>Why a question could not be decided, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>The code with which a change was refused, or null.</summary>
    public string? Code { get; init; }

    /// <summary>The revision that a change answered.</summary>
    public long Revision { get; init; }

    /// <summary>The revision that the operation made, by the change log, or null when it changed nothing.</summary>
    public long? Committed { get; init; }

    public bool IsCheck => Verb == AccountVerb.Check;

    public override string ToString()
    {
        string asked = $"node {Node}: {Verb} u{User}{(PassesRevision ? " by revision" : string.Empty)}";
        string answer = IsCheck ? $"get {Allowed.Get}, list {Allowed.List} {Failure}" : Code ?? $"revision {Revision}";
        return $"{asked} -> {answer}{(Committed is null ? string.Empty : ", committed")}";
    }
}
