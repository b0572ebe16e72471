namespace IamAuthorization.Accounts;

/// <summary>A managed policy, and how much the account uses it.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="AttachmentCount">To how many users, groups and roles it is attached.</param>
/// <param name="BoundaryCount">Of how many users and roles it is the permissions boundary.</param>
public sealed record ManagedPolicyUse(ManagedPolicy Policy, int AttachmentCount, int BoundaryCount);
