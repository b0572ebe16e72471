namespace IamAuthorization.Accounts;

/// <summary>What a folder of policy files says of one account, and of what it says nothing.</summary>
internal sealed class WantedAccount
{
    private readonly HashSet<IamEntityKey> _keys;

    private WantedAccount(
        string accountId, IReadOnlyList<IamEntity> entities, bool hasAccountFile, bool hasOrganizationFile)
    {
        AccountId = accountId;
        Entities = entities;
        HasAccountFile = hasAccountFile;
        HasOrganizationFile = hasOrganizationFile;
        _keys = [.. entities.Select(entity => entity.Key)];
    }

    public string AccountId { get; }

    public IReadOnlyList<IamEntity> Entities { get; }

    /// <summary>Whether the files speak of alias, password policy and resource policies.</summary>
    public bool HasAccountFile { get; }

    public bool HasOrganizationFile { get; }

    /// <summary>Whether a file describes the entity.</summary>
    public bool Has(IamEntityKey key) => _keys.Contains(key);

    /// <summary>What the files say, or null when there are none of the account.</summary>
    /// <param name="reading">The files.</param>
    /// <param name="accountId">The account, 12 digits.</param>
    /// <param name="isKnown">Whether the store has the account, so that its folder alone says nothing of it.</param>
    public static WantedAccount? Of(PolicyFileReading reading, string accountId, bool isKnown)
    {
        PolicyFile[] own = [.. reading.Files.Where(file => file.Segments[0] == accountId)];
        bool hasAccountFile = own.Any(file => PolicyFileLayout.KindOf(file.Segments) == IamEntityKind.Account);
        IamEntity[] wanted = [.. reading.Entities.Where(entity => IsOf(entity, accountId) && !IsLinked(entity))];
        return own.Length == 0
            ? null
            : new WantedAccount(
                accountId,
                [.. wanted.Where(entity => hasAccountFile || !isKnown || entity is not IamAccount)],
                hasAccountFile,
                wanted.OfType<Organization>().Any());
    }

    /// <summary>Only its service changes a role that is linked to one.</summary>
    public static bool IsLinked(IamEntity entity) => entity is IamRole { LinkedService: not null };

    private static bool IsOf(IamEntity entity, string accountId) => entity switch
    {
        Organization organization => organization.ManagementAccountId == accountId,
        ResourcePolicy policy => policy.ResourceArn.Account.SequenceEqual(accountId),
        AccountAlias alias => alias.AccountId == accountId,
        _ => entity.Key.AccountId == accountId,
    };
}
