namespace IamAuthorization.EntityFrameworkCore;

/// <summary>The only row of its table. Who commits holds its lock, so commits are serial.</summary>
internal sealed class StateRow
{
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    /// <summary>The newest revision.</summary>
    public long Revision { get; set; }

    /// <summary>States before this revision can no longer be read.</summary>
    public long PrunedRevision { get; set; }
}
