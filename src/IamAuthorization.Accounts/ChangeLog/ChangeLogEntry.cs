namespace IamAuthorization.Accounts;

/// <summary>
/// One commit as the change log keeps it. The entries of an account are numbered without gaps, and each holds the hash
/// of the one before, so that nothing can be changed, dropped or put in between without showing.
/// </summary>
public sealed record ChangeLogEntry
{
    /// <summary>The account, 12 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The number among the entries of the account, from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>The revision that the commit made.</summary>
    public required long Revision { get; init; }

    /// <summary>When, in UTC, to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who, and from where.</summary>
    public required IamChangeOrigin Origin { get; init; }

    /// <summary>What was done, for example <c>iam:CreateUser</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What became of each entity, in the order of their keys.</summary>
    public required ValueList<EntityChange> Changes { get; init; }

    /// <summary>The hash of the account's entry before, 64 hexadecimal digits; zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>The SHA-256 of everything above, 64 hexadecimal digits in lower case.</summary>
    public required string Hash { get; init; }
}
