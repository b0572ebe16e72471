namespace IamAuthorization.EntityFrameworkCore;

/// <summary>A count, and from which revision on states are kept.</summary>
internal sealed record HorizonAndCount(long PrunedRevision, int Count);
