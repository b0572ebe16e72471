namespace IamAuthorization.Accounts;

/// <summary>A user and the groups it is in, read as one.</summary>
/// <param name="User">The user.</param>
/// <param name="Groups">All groups that <see cref="IamUser.GroupNames"/> names.</param>
public sealed record UserWithGroups(IamUser User, ValueList<IamGroup> Groups);
