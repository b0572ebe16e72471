using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>PL-55: puts unique ids in the place of the users and roles that trust policies of files name.</summary>
/// <param name="snapshot">The store.</param>
/// <param name="drafts">All accounts that are compared: one may trust who is new in another.</param>
internal sealed class TrustPinning(IIamSnapshot snapshot, IReadOnlyCollection<AccountDraft> drafts)
{
    private readonly Dictionary<IamEntityKey, IamEntity> _wanted =
        drafts.SelectMany(draft => draft.Wanted).ToDictionary(entity => entity.Key);

    private readonly HashSet<IamEntityKey> _gone = [.. drafts.SelectMany(draft => draft.Gone)];

    private readonly HashSet<IamEntityKey> _reads = [];

    /// <summary>The entities of the store that were named.</summary>
    public IReadOnlyCollection<IamEntityKey> Reads => _reads;

    /// <summary>What an account should have, with principals as they are stored.</summary>
    public async Task<IReadOnlyList<IamEntity>> PinAsync(AccountDraft draft, CancellationToken cancellationToken)
    {
        var pinned = new List<IamEntity>();
        foreach (IamEntity entity in draft.Wanted)
        {
            pinned.Add(entity is IamRole role ? await PinAsync(role, draft.Problems, cancellationToken) : entity);
        }

        return pinned;
    }

    private async Task<IamRole> PinAsync(IamRole role, List<string> problems, CancellationToken cancellationToken)
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
                problems.Add($"{role.Key} trusts `{principal}`, which does not exist.");
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

        _reads.Add(key);
        return _gone.Contains(key) ? null : await snapshot.FindAsync(key, cancellationToken);
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
