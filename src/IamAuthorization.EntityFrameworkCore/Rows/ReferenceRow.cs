namespace IamAuthorization.EntityFrameworkCore;

/// <summary>That an entity refers to another, from one revision, inclusive, to another, exclusive.</summary>
internal sealed class ReferenceRow
{
    public short TargetKind { get; set; }

    public string TargetAccountId { get; set; } = string.Empty;

    public string TargetNameKey { get; set; } = string.Empty;

    public short Reference { get; set; }

    public short ReferrerKind { get; set; }

    public string ReferrerAccountId { get; set; } = string.Empty;

    public string ReferrerNameKey { get; set; } = string.Empty;

    /// <summary>The referrer's name in the case it was given.</summary>
    public string ReferrerName { get; set; } = string.Empty;

    public long FromRevision { get; set; }

    public long? ToRevision { get; set; }
}
