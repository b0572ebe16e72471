namespace IamAuthorization.EntityFrameworkCore;

/// <summary>One commit: the row of the change log.</summary>
internal sealed class ChangeRow
{
    public long Revision { get; set; }

    public string AccountId { get; set; } = string.Empty;

    public long Sequence { get; set; }

    /// <summary>When, in milliseconds since 1970 in UTC.</summary>
    public long At { get; set; }

    public string Action { get; set; } = string.Empty;

    public string? PrincipalArn { get; set; }

    public string PreviousHash { get; set; } = string.Empty;

    public string Hash { get; set; } = string.Empty;

    /// <summary>The whole entry as JSON; the other columns are there to be searched.</summary>
    public string Body { get; set; } = string.Empty;
}
