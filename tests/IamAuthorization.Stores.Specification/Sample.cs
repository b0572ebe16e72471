using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Stores.Specification;

/// <summary>Entities for tests that are not about what is in them.</summary>
public static class Sample
{
    public const string Account = "111122223333";

    public const string AllowAll =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    public const string Trust =
        """
        {"Version":"2012-10-17",
         "Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}
        """;

    public static readonly DateTimeOffset Instant = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private static readonly PolicyReadOptions Reading = new() { KeepsText = true };

    public static PolicyDocument Document(string text, PolicyKind kind = PolicyKind.Managed) =>
        PolicyDocument.Parse(text, kind, Reading);

    public static Arn PolicyArn(string name, string account = Account, string path = "/") =>
        IamArn.ManagedPolicy("aws", account, name, path);

    public static IamUser User(string name, string account = Account, params ReadOnlySpan<string> groups) =>
        new() { Arn = IamArn.User("aws", account, name), GroupNames = ValueList.Create(groups) };

    public static IamGroup Group(string name, string account = Account) =>
        new() { Arn = IamArn.Group("aws", account, name) };

    public static IamRole Role(string name, string account = Account) => new()
    {
        Arn = IamArn.Role("aws", account, name),
        TrustPolicy = Document(Trust, PolicyKind.RoleTrust),
    };

    public static ManagedPolicy Policy(string name, string account = Account, string path = "/") =>
        new() { Arn = PolicyArn(name, account, path), Document = Document(AllowAll) };

    public static AccessKey AccessKey(string id, string? user, string account = Account, string secret = "protected") =>
        new() { Id = id, AccountId = account, UserName = user, ProtectedSecret = secret, CreatedAt = Instant };

    public static LoginProfile LoginProfile(string user, string account = Account, string hash = "hash") => new()
    {
        AccountId = account,
        UserName = user,
        PasswordHash = hash,
        CreatedAt = Instant,
        ChangedAt = Instant,
    };

    public static MfaDevice MfaDevice(string name, string? user, string account = Account, string seed = "seed") =>
        new() { Arn = Arn.Parse($"arn:aws:iam::{account}:mfa/{name}"), UserName = user, ProtectedSeed = seed };

    public static IEnumerable<string> Names(IEnumerable<IamEntityKey> keys) => keys.Select(key => key.Name);

    public static IEnumerable<string> Names(IEnumerable<IamEntity> entities) =>
        Names(entities.Select(entity => entity.Key));
}
