using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// One state of a store. All reads of one snapshot see the same state, whatever is committed meanwhile. Names are
/// matched exactly, case included.
/// </summary>
/// <remarks>
/// A policy that the store keeps and cannot read is an <see cref="UnreadablePolicyException"/>, never left out
/// (EV-02).
/// </remarks>
public interface IIamSnapshot
{
    /// <summary>The number of the state. Every commit makes it larger.</summary>
    long Revision { get; }

    /// <summary>Finds an account.</summary>
    /// <param name="accountId">The account id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The account, or <see langword="null"/>.</returns>
    ValueTask<IamAccount?> FindAccountAsync(string accountId, CancellationToken cancellationToken);

    /// <summary>Finds a user together with the groups it is in.</summary>
    /// <param name="accountId">The account id.</param>
    /// <param name="name">The name without path.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The user, or <see langword="null"/>.</returns>
    ValueTask<UserWithGroups?> FindUserAsync(string accountId, string name, CancellationToken cancellationToken);

    /// <summary>Finds a role.</summary>
    /// <param name="accountId">The account id.</param>
    /// <param name="name">The name without path.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The role, or <see langword="null"/>.</returns>
    ValueTask<IamRole?> FindRoleAsync(string accountId, string name, CancellationToken cancellationToken);

    /// <summary>Finds a managed policy.</summary>
    /// <param name="policyArn">The policy's ARN.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The policy, or <see langword="null"/>.</returns>
    ValueTask<ManagedPolicy?> FindManagedPolicyAsync(Arn policyArn, CancellationToken cancellationToken);

    /// <summary>Finds the policy of a resource.</summary>
    /// <param name="resourceArn">The resource's ARN.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The policy, or <see langword="null"/>.</returns>
    ValueTask<ResourcePolicy?> FindResourcePolicyAsync(Arn resourceArn, CancellationToken cancellationToken);

    /// <summary>Finds from when on the sessions of a role or user count.</summary>
    /// <param name="principalArn">The ARN of the role or user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revocation, or <see langword="null"/> when none of its sessions was revoked.</returns>
    ValueTask<SessionRevocation?> FindSessionRevocationAsync(Arn principalArn, CancellationToken cancellationToken);

    /// <summary>Finds an account's place in the organization.</summary>
    /// <param name="accountId">The account id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The path, or <see langword="null"/> when the account is in no organization.</returns>
    ValueTask<OrganizationPath?> FindOrganizationPathAsync(string accountId, CancellationToken cancellationToken);
}
