namespace IamAuthorization.Accounts;

/// <summary>What a folder of policy files says of one account, and of what it says nothing.</summary>
internal sealed class WantedAccount
{
    private WantedAccount(IReadOnlyList<IamEntity> entities, bool hasAccountFile, bool hasOrganizationFile)
    {
        Entities = entities;
        HasAccountFile = hasAccountFile;
        HasOrganizationFile = hasOrganizationFile;
    }

    public IReadOnlyList<IamEntity> Entities { get; }

    /// <summary>Whether the files speak of alias, password policy and resource policies.</summary>
    public bool HasAccountFile { get; }

    public bool HasOrganizationFile { get; }

    /// <summary>What the files say, or null when there are none of the account.</summary>
    public static WantedAccount? Of(
        IReadOnlyList<PolicyFile> files, IEnumerable<IamEntity> entities, string accountId)
    {
        PolicyFile[] own = [.. files.Where(file => file.Segments[0] == accountId)];
        bool hasAccountFile = own.Any(file => PolicyFileLayout.KindOf(file.Segments) == IamEntityKind.Account);
        IamEntity[] wanted = [.. entities.Where(entity => IsOf(entity, accountId) && !IsLinked(entity))];
        return own.Length == 0
            ? null
            : new WantedAccount(
                [.. wanted.Where(entity => hasAccountFile || entity is not IamAccount)],
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
