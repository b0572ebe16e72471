using IamAuthorization.Accounts;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>What a commit makes of one entity.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Row">Its row in force, or null when it is added.</param>
/// <param name="Before">What the row holds.</param>
/// <param name="After">The entity, or null when it is deleted.</param>
/// <param name="Body">The entity as JSON, or null when it is deleted.</param>
internal sealed record PlannedChange(
    IamEntityKey Key, EntityRow? Row, IamEntity? Before, IamEntity? After, string? Body);
