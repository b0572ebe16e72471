namespace IamAuthorization.Accounts;

/// <summary>What a commit did to one entity.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Before">The entity as JSON without secrets, or <see langword="null"/> when it was added.</param>
/// <param name="After">The entity as JSON without secrets, or <see langword="null"/> when it was deleted.</param>
public sealed record EntityChange(IamEntityKey Key, string? Before, string? After);
