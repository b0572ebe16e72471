using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>All entities of one account that policy files can hold.</summary>
internal sealed class AccountOfFiles
{
    /// <summary>The kinds whose keys name the account.</summary>
    private static readonly IamEntityKind[] Kinds =
    [
        IamEntityKind.User, IamEntityKind.Group, IamEntityKind.Role, IamEntityKind.ManagedPolicy,
        IamEntityKind.ManagedPolicyVersion,
    ];

    public required IamAccount? Account { get; init; }

    /// <summary>The organization, when this account manages it.</summary>
    public required Organization? Organization { get; init; }

    /// <summary>The policies of the account's resources: of those whose ARNs name it.</summary>
    public required ImmutableArray<ResourcePolicy> ResourcePolicies { get; init; }

    /// <summary>Users, groups, roles, managed policies and their versions.</summary>
    public required ImmutableArray<IamEntity> Entities { get; init; }

    /// <summary>All entities, the account and the organization included.</summary>
    public IEnumerable<IamEntity> All =>
        ((IEnumerable<IamEntity?>)[Account, Organization, .. ResourcePolicies, .. Entities]).OfType<IamEntity>();

    public static async Task<AccountOfFiles> ReadAsync(
        IIamSnapshot snapshot, string accountId, CancellationToken cancellationToken)
    {
        var entities = new List<IamEntity>();
        foreach (IamEntityKind kind in Kinds)
        {
            entities.AddRange(await ListAsync(snapshot, kind, accountId, cancellationToken));
        }

        List<IamEntity> resources =
            await ListAsync(snapshot, IamEntityKind.ResourcePolicy, string.Empty, cancellationToken);
        return new AccountOfFiles
        {
            Account = await snapshot.FindAccountAsync(accountId, cancellationToken),
            Organization = await OrganizationAsync(snapshot, accountId, cancellationToken),
            ResourcePolicies =
            [
                .. resources.Cast<ResourcePolicy>()
                    .Where(policy => policy.ResourceArn.Account.SequenceEqual(accountId)),
            ],
            Entities = [.. entities],
        };
    }

    /// <summary>Some of the entities, and the versions of managed policies among them.</summary>
    public static async Task<AccountOfFiles> FindAsync(
        IIamSnapshot snapshot,
        string accountId,
        IEnumerable<IamEntityKey> keys,
        CancellationToken cancellationToken)
    {
        var entities = new List<IamEntity>();
        foreach (IamEntityKey key in keys.Where(key => key.Kind != IamEntityKind.ManagedPolicyVersion))
        {
            if (await snapshot.FindAsync(key, cancellationToken) is { } entity)
            {
                entities.Add(entity);
                entities.AddRange(entity is ManagedPolicy policy
                    ? await VersionsAsync(snapshot, policy, cancellationToken)
                    : []);
            }
        }

        return new AccountOfFiles
        {
            Account = await snapshot.FindAccountAsync(accountId, cancellationToken),
            Organization = await OrganizationAsync(snapshot, accountId, cancellationToken),
            ResourcePolicies = [.. entities.OfType<ResourcePolicy>()],
            Entities = [.. entities.Where(entity => Kinds.Contains(entity.Key.Kind))],
        };
    }

    public IEnumerable<T> Of<T>()
        where T : IamEntity => Entities.OfType<T>();

    public ManagedPolicyVersion[] VersionsOf(ManagedPolicy policy) =>
        [.. Of<ManagedPolicyVersion>().Where(version => version.PolicyArn == policy.Arn)];

    /// <summary>PL-55: the same, with users and roles in policies by their ARNs, not by their unique ids.</summary>
    public async Task<AccountOfFiles> ShowPrincipalsAsync(IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        var arns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string id in Documents().SelectMany(PinnedPrincipals.IdsOf).Distinct(StringComparer.Ordinal))
        {
            if (await snapshot.FindByUniqueIdAsync(id, cancellationToken) is { } entity
                && PinnedPrincipals.ArnOf(entity) is { } arn)
            {
                arns[id] = arn.ToString();
            }
        }

        return new AccountOfFiles
        {
            Account = Account,
            Organization = Organization,
            ResourcePolicies =
            [
                .. ResourcePolicies.Select(policy => policy with
                {
                    Document = PinnedPrincipals.Replace(policy.Document, PolicyKind.Resource, arns),
                }),
            ],
            Entities = [.. Entities.Select(entity => entity is IamRole role ? Show(role) : entity)],
        };

        IamRole Show(IamRole role) => role with
        {
            TrustPolicy = PinnedPrincipals.Replace(role.TrustPolicy, PolicyKind.RoleTrust, arns),
        };
    }

    private IEnumerable<PolicyDocument> Documents() =>
        Of<IamRole>().Select(role => role.TrustPolicy).Concat(ResourcePolicies.Select(policy => policy.Document));

    private static async Task<Organization?> OrganizationAsync(
        IIamSnapshot snapshot, string accountId, CancellationToken cancellationToken) =>
        await snapshot.FindAsync(IamEntityKey.Organization, cancellationToken) is Organization organization
        && organization.ManagementAccountId == accountId
            ? organization
            : null;

    /// <summary>The versions that are not in effect; the policy has the one that is.</summary>
    private static async Task<IReadOnlyList<IamEntity>> VersionsAsync(
        IIamSnapshot snapshot, ManagedPolicy policy, CancellationToken cancellationToken)
    {
        var versions = new List<IamEntity>();
        foreach (PolicyVersionEntry entry in policy.Versions.Where(entry => entry.Number != policy.DefaultVersion))
        {
            var key = IamEntityKey.ManagedPolicyVersion(policy.Arn, entry.Number);
            if (await snapshot.FindAsync(key, cancellationToken) is { } version)
            {
                versions.Add(version);
            }
        }

        return versions;
    }

    private static async Task<List<IamEntity>> ListAsync(
        IIamSnapshot snapshot, IamEntityKind kind, string accountId, CancellationToken cancellationToken)
    {
        var all = new List<IamEntity>();
        IReadOnlyList<IamEntity> page;
        do
        {
            page = await snapshot.ListAsync(
                new IamEntityQuery
                {
                    Kind = kind,
                    AccountId = accountId,
                    After = all.Count == 0 ? null : all[^1].Key.Name,
                },
                cancellationToken);
            all.AddRange(page);
        }
        while (page.Count > 0);

        return all;
    }
}
