namespace IamAuthorization.EntityFrameworkCore;

/// <summary>An entity as it was from one revision, inclusive, to another, exclusive.</summary>
internal sealed class EntityRow
{
    public short Kind { get; set; }

    public string AccountId { get; set; } = string.Empty;

    /// <summary>The name as keys compare it.</summary>
    public string NameKey { get; set; } = string.Empty;

    public long FromRevision { get; set; }

    /// <summary>The revision that replaced or deleted it; null while it is in force.</summary>
    public long? ToRevision { get; set; }

    /// <summary>The name in the case it was given.</summary>
    public string Name { get; set; } = string.Empty;

    public string? UniqueId { get; set; }

    /// <summary>The entity as JSON, secrets in their encrypted form included.</summary>
    public string Body { get; set; } = string.Empty;
}
