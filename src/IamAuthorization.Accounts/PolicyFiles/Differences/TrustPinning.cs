using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>PL-55: puts unique ids in the place of the users and roles that trust policies of files name.</summary>
internal sealed class TrustPinning(IIamSnapshot snapshot, IEnumerable<IamEntity> wanted, string accountId)
{
    private readonly Dictionary<IamEntityKey, IamEntity> _wanted = wanted.ToDictionary(entity => entity.Key);

    public List<string> Problems { get; } = [];

    public async Task<IReadOnlyCollection<IamEntity>> PinAsync(
        IReadOnlyCollection<IamEntity> entities, CancellationToken cancellationToken)
    {
        var pinned = new List<IamEntity>();
        foreach (IamEntity entity in entities)
        {
            pinned.Add(entity is IamRole role ? await PinAsync(role, cancellationToken) : entity);
        }

        return pinned;
    }

    private async Task<IamRole> PinAsync(IamRole role, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string principal in PinnedPrincipals.PrincipalsOf(role.TrustPolicy).Distinct(StringComparer.Ordinal))
        {
            if (KeyOf(principal) is not { } key)
            {
                continue;
            }

            IamEntity? entity = await FindAsync(key, cancellationToken);
            bool isNamed = entity is not null && PinnedPrincipals.ArnOf(entity)?.ToString() == principal;
            if (isNamed && IamEntityIds.UniqueIdOf(entity!) is { } id)
            {
                ids[principal] = id;
            }
            else
            {
                Problems.Add($"{role.Key} trusts `{principal}`, which does not exist.");
            }
        }

        return role with { TrustPolicy = PinnedPrincipals.Replace(role.TrustPolicy, PolicyKind.RoleTrust, ids) };
    }

    private async ValueTask<IamEntity?> FindAsync(IamEntityKey key, CancellationToken cancellationToken)
    {
        if (_wanted.TryGetValue(key, out IamEntity? wanted))
        {
            return wanted;
        }

        // WHY: what is not in the files will be gone, but for roles that are linked to a service.
        IamEntity? stored = await snapshot.FindAsync(key, cancellationToken);
        return key.AccountId != accountId || (stored is not null && WantedAccount.IsLinked(stored)) ? stored : null;
    }

    private static IamEntityKey? KeyOf(string principal)
    {
        if (!Arn.TryParse(principal, out Arn arn) || arn.Service is not "iam")
        {
            return null;
        }

        string account = arn.Account.ToString();
        return arn.Resource.StartsWith("user/") ? IamEntityKey.User(account, IamArn.NameOf(arn))
            : arn.Resource.StartsWith("role/") ? IamEntityKey.Role(account, IamArn.NameOf(arn))
            : null;
    }
}
