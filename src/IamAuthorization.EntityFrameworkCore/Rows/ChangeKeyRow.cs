namespace IamAuthorization.EntityFrameworkCore;

/// <summary>That a commit changed or touched an entity.</summary>
internal sealed class ChangeKeyRow
{
    public short Kind { get; set; }

    public string AccountId { get; set; } = string.Empty;

    public string NameKey { get; set; } = string.Empty;

    public long Revision { get; set; }

    /// <summary>The name in the case it was given.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Whether the entity was added, replaced or deleted; false when it was only touched.</summary>
    public bool IsContent { get; set; }
}
