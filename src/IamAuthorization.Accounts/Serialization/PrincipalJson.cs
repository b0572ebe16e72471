using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Accounts, users, groups and roles as JSON.</summary>
internal static class PrincipalJson
{
    public static void Write(EntityWriter writer, IamAccount account)
    {
        writer.Text(EntityJson.UniqueIdName, account.Id);
        writer.Text("alias", account.Alias);
        writer.Instant("created", account.CreatedAt);
        if (account.PasswordPolicy is { } policy)
        {
            writer.Object("passwordPolicy", () => Write(writer, policy));
        }
    }

    public static IamAccount ReadAccount(EntityReader reader) =>
        new(reader.RequiredText("id"), reader.Text("alias"))
        {
            CreatedAt = reader.Instant("created"),
            PasswordPolicy = reader.Object("passwordPolicy", ReadPasswordPolicy),
        };

    public static void Write(EntityWriter writer, AccountAlias alias)
    {
        writer.Text("alias", alias.Alias);
        writer.Text("account", alias.AccountId);
    }

    public static AccountAlias ReadAlias(EntityReader reader) =>
        new(reader.RequiredText("alias"), reader.RequiredText("account"));

    public static void Write(EntityWriter writer, IamUser user)
    {
        writer.Arn("arn", user.Arn);
        writer.Text(EntityJson.UniqueIdName, user.UniqueId);
        writer.Instant("created", user.CreatedAt);
        writer.Texts("groups", user.GroupNames);
        writer.Arns("attached", user.AttachedPolicyArns);
        writer.Policies("inline", user.InlinePolicies);
        writer.Arn("boundary", user.PermissionsBoundaryArn);
        writer.Tags(user.Tags);
    }

    public static IamUser ReadUser(EntityReader reader) => new()
    {
        Arn = reader.Arn("arn"),
        UniqueId = reader.Text(EntityJson.UniqueIdName),
        CreatedAt = reader.Instant("created"),
        GroupNames = reader.Texts("groups"),
        AttachedPolicyArns = reader.Arns("attached"),
        InlinePolicies = reader.NamedPolicies("inline", PolicyKind.InlineUser),
        PermissionsBoundaryArn = reader.OptionalArn("boundary"),
        Tags = reader.Tags(),
    };

    public static void Write(EntityWriter writer, IamGroup group)
    {
        writer.Arn("arn", group.Arn);
        writer.Text(EntityJson.UniqueIdName, group.UniqueId);
        writer.Instant("created", group.CreatedAt);
        writer.Arns("attached", group.AttachedPolicyArns);
        writer.Policies("inline", group.InlinePolicies);
    }

    public static IamGroup ReadGroup(EntityReader reader) => new()
    {
        Arn = reader.Arn("arn"),
        UniqueId = reader.Text(EntityJson.UniqueIdName),
        CreatedAt = reader.Instant("created"),
        AttachedPolicyArns = reader.Arns("attached"),
        InlinePolicies = reader.NamedPolicies("inline", PolicyKind.InlineGroup),
    };

    public static void Write(EntityWriter writer, IamRole role)
    {
        writer.Arn("arn", role.Arn);
        writer.Text(EntityJson.UniqueIdName, role.UniqueId);
        writer.Instant("created", role.CreatedAt);
        writer.Text("description", role.Description);
        writer.Text("linkedService", role.LinkedService);
        writer.Document("trust", role.TrustPolicy);
        writer.Number("sessionSeconds", (long)role.SessionDurationMax.TotalSeconds);
        writer.Arns("attached", role.AttachedPolicyArns);
        writer.Policies("inline", role.InlinePolicies);
        writer.Arn("boundary", role.PermissionsBoundaryArn);
        writer.Tags(role.Tags);
    }

    public static IamRole ReadRole(EntityReader reader) => new()
    {
        Arn = reader.Arn("arn"),
        UniqueId = reader.Text(EntityJson.UniqueIdName),
        CreatedAt = reader.Instant("created"),
        Description = reader.Text("description"),
        LinkedService = reader.Text("linkedService"),
        TrustPolicy = reader.Document("trust", PolicyKind.RoleTrust),
        SessionDurationMax = TimeSpan.FromSeconds(reader.Number("sessionSeconds")),
        AttachedPolicyArns = reader.Arns("attached"),
        InlinePolicies = reader.NamedPolicies("inline", PolicyKind.InlineRole),
        PermissionsBoundaryArn = reader.OptionalArn("boundary"),
        Tags = reader.Tags(),
    };

    private static void Write(EntityWriter writer, PasswordPolicy policy)
    {
        writer.Number("lengthMin", policy.LengthMin);
        writer.Flag("symbols", policy.RequiresSymbols);
        writer.Flag("numbers", policy.RequiresNumbers);
        writer.Flag("uppercase", policy.RequiresUppercase);
        writer.Flag("lowercase", policy.RequiresLowercase);
        writer.Flag("usersMayChange", policy.AllowsUsersToChange);
        writer.Number("ageMaxDays", policy.AgeMaxDays);
        writer.Number("reusePrevention", policy.ReusePrevention);
        writer.Flag("hardExpiry", policy.IsExpiryHard);
    }

    private static PasswordPolicy ReadPasswordPolicy(EntityReader reader) => new()
    {
        LengthMin = reader.Integer("lengthMin"),
        RequiresSymbols = reader.Flag("symbols"),
        RequiresNumbers = reader.Flag("numbers"),
        RequiresUppercase = reader.Flag("uppercase"),
        RequiresLowercase = reader.Flag("lowercase"),
        AllowsUsersToChange = reader.Flag("usersMayChange"),
        AgeMaxDays = reader.Integer("ageMaxDays"),
        ReusePrevention = reader.Integer("reusePrevention"),
        IsExpiryHard = reader.Flag("hardExpiry"),
    };
}
