namespace IamAuthorization.EntityFrameworkCore;

/// <summary>When something was used last. No part of revisions: rows are changed where they stand.</summary>
internal sealed class LastUseRow
{
    /// <summary>The id of an access key, or the unique id of a role or user.</summary>
    public required string Id { get; set; }

    /// <summary>Milliseconds since 1970-01-01, UTC.</summary>
    public long At { get; set; }

    /// <summary>Empty for none.</summary>
    public required string Service { get; set; }

    /// <summary>Empty for none.</summary>
    public required string Region { get; set; }
}
