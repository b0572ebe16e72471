namespace IamAuthorization.Accounts;

/// <summary>Which entities to list. The order is that of the normalized names.</summary>
public sealed class IamEntityQuery
{
    /// <summary>The kind.</summary>
    public required IamEntityKind Kind { get; init; }

    /// <summary>The account, 12 digits; empty for kinds whose keys name no account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The name after which to go on, exclusive; <see langword="null"/> to begin with the first.</summary>
    public string? After { get; init; }

    /// <summary>The most entities to answer, 1 to 1,000. The default is 1,000.</summary>
    public int CountMax { get; init; } = 1_000;
}
