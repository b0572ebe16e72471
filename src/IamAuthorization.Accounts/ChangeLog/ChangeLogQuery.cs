namespace IamAuthorization.Accounts;

/// <summary>Which entries of the change log to read. What is not set lets all pass.</summary>
public sealed class ChangeLogQuery
{
    /// <summary>The account, 12 digits.</summary>
    public string? AccountId { get; init; }

    /// <summary>Only entries of later revisions than this. The default is 0: from the first.</summary>
    public long AfterRevision { get; init; }

    /// <summary>The ARN of who made the change.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>What was done, for example <c>iam:CreateUser</c>, as <see cref="IamCommit.Action"/> has it.</summary>
    public string? Action { get; init; }

    /// <summary>The entity that was changed.</summary>
    public IamEntityKey? Entity { get; init; }

    /// <summary>The earliest time, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The latest time, exclusive.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The most entries to answer, 1 to 1,000. The default is 1,000.</summary>
    public int CountMax { get; init; } = 1_000;

    /// <summary>Whether an entry is among those asked for.</summary>
    internal bool Admits(ChangeLogEntry entry) =>
        entry.Revision > AfterRevision
        && (AccountId is null || string.Equals(AccountId, entry.AccountId, StringComparison.Ordinal))
        && (PrincipalArn is null || string.Equals(PrincipalArn, entry.Origin.PrincipalArn, StringComparison.Ordinal))
        && (Action is null || string.Equals(Action, entry.Action, StringComparison.Ordinal))
        && (Entity is null || entry.Changes.Any(change => change.Key == Entity))
        && (From is null || entry.At >= From)
        && (Until is null || entry.At < Until);
}
