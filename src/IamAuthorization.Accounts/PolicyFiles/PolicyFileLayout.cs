namespace IamAuthorization.Accounts;

/// <summary>Where each kind of file stands below the folder of the policy files.</summary>
internal static class PolicyFileLayout
{
    /// <summary>The names on the way to the deepest file: account, kind, file.</summary>
    public const int DepthMax = 3;

    public const string Description =
        "files stand at `organization.json`, `ACCOUNT/account.json` and "
        + "`ACCOUNT/{users,groups,roles,policies}/NAME.json`, where ACCOUNT is 12 digits";

    /// <summary>The folders of an account.</summary>
    public static readonly IReadOnlyList<string> FoldersOfEntities = ["users", "groups", "roles", "policies"];

    private const string OrganizationFile = "organization.json";
    private const string AccountFile = "account.json";

    /// <summary>What the file at that place describes, or null when nothing belongs there.</summary>
    public static IamEntityKind? KindOf(IReadOnlyList<string> segments)
    {
        if (segments is [OrganizationFile])
        {
            return IamEntityKind.Organization;
        }

        if (IamRules.ProblemOfAccountId(segments[0]) is not null)
        {
            return null;
        }

        return segments switch
        {
            [_, AccountFile] => IamEntityKind.Account,
            [_, "users", _] => IamEntityKind.User,
            [_, "groups", _] => IamEntityKind.Group,
            [_, "roles", _] => IamEntityKind.Role,
            [_, "policies", _] => IamEntityKind.ManagedPolicy,
            _ => null,
        };
    }
}
