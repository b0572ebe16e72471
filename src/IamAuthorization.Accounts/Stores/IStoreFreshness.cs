namespace IamAuthorization.Accounts;

/// <summary>A store whose states come from elsewhere, and may be older than what is there.</summary>
internal interface IStoreFreshness
{
    /// <summary>How fresh the newest state known here is; null before the first was read.</summary>
    StoreFreshness? Freshness { get; }
}
