namespace IamAuthorization.Accounts;

/// <summary>Which referrers of an entity to list. The order is that of kind, account and normalized name.</summary>
public sealed class IamReferrerQuery
{
    /// <summary>The entity that is referred to.</summary>
    public required IamEntityKey Target { get; init; }

    /// <summary>How it is referred to, or <see langword="null"/> for any way.</summary>
    public IamReferenceKind? Reference { get; init; }

    /// <summary>The referrer after which to go on, exclusive; <see langword="null"/> to begin with the first.</summary>
    public IamEntityKey? After { get; init; }

    /// <summary>The most keys to answer, 1 to 1,000. The default is 1,000.</summary>
    public int CountMax { get; init; } = 1_000;
}
