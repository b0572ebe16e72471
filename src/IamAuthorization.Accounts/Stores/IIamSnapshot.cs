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

    /// <summary>Finds several managed policies at once.</summary>
    /// <param name="policyArns">Their ARNs.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Those that exist, by their ARNs.</returns>
    async ValueTask<IReadOnlyDictionary<Arn, ManagedPolicy>> FindManagedPoliciesAsync(
        IReadOnlyCollection<Arn> policyArns, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Arn, ManagedPolicy>();
        foreach (Arn arn in policyArns)
        {
            if (await FindManagedPolicyAsync(arn, cancellationToken) is { } policy)
            {
                found[arn] = policy;
            }
        }

        return found;
    }

    /// <summary>Finds an entity of any kind. Case counts only where the key says so.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entity, or <see langword="null"/>.</returns>
    ValueTask<IamEntity?> FindAsync(IamEntityKey key, CancellationToken cancellationToken);

    /// <summary>Finds the user, group, role or managed policy that has a unique id.</summary>
    /// <param name="uniqueId">The unique id, for example <c>AIDA…</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entity, or <see langword="null"/> when it is gone or never was.</returns>
    ValueTask<IamEntity?> FindByUniqueIdAsync(string uniqueId, CancellationToken cancellationToken);

    /// <summary>Lists entities of one kind in the order of their names, without regard to case.</summary>
    /// <param name="query">Which, and how many at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>At most <see cref="IamEntityQuery.CountMax"/> entities.</returns>
    ValueTask<IReadOnlyList<IamEntity>> ListAsync(IamEntityQuery query, CancellationToken cancellationToken);

    /// <summary>Counts entities of one kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="accountId">The account, 12 digits; empty for kinds whose keys name no account.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many there are.</returns>
    ValueTask<int> CountAsync(IamEntityKind kind, string accountId, CancellationToken cancellationToken);

    /// <summary>Lists what refers to an entity: members of a group, what a policy is attached to, and so on.</summary>
    /// <param name="query">To what, how, and how many at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>At most <see cref="IamReferrerQuery.CountMax"/> keys in their own order.</returns>
    ValueTask<IReadOnlyList<IamEntityKey>> ListReferrersAsync(
        IamReferrerQuery query, CancellationToken cancellationToken);
}
