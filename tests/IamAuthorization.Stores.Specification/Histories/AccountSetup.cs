using System.Globalization;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>The account in which histories take place.</summary>
internal static class AccountSetup
{
    public const string Deny =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"orders:*","Resource":"*"}]}""";

    public const string DenyAll =
        """
        {"Version":"2012-10-17",
         "Statement":[{"Effect":"Deny","Principal":"*","Action":"orders:*","Resource":"*"}]}
        """;

    public static Arn Order { get; } = Arn.Parse($"arn:aws:orders::{Sample.Account}:order/1");

    public static Arn Policy { get; } = Sample.PolicyArn("Policy");

    public static Arn OfGroup { get; } = Sample.PolicyArn("OfGroup");

    public static Arn Boundary { get; } = Sample.PolicyArn("Boundary");

    public static IamIdentity Group { get; } = IamIdentity.Group("Group");

    private static IamEntity[] Entities =>
    [
        new IamAccount(Sample.Account),
        Sample.Group("Group"),
        .. Enumerable.Range(0, AccountState.Users).Select(user => Sample.User(UserName(user))),
        new ManagedPolicy { Arn = OfGroup, Document = Allow("orders:List") },
        new ManagedPolicy { Arn = Boundary, Document = Allow("orders:Get") },
    ];

    public static string UserName(int user) => string.Create(CultureInfo.InvariantCulture, $"u{user}");

    public static Arn UserArn(int user) => IamArn.User("aws", Sample.Account, UserName(user));

    public static IamCall CallOf(int number) => new(
        Sample.Account,
        new IamChangeOrigin { RequestId = number.ToString(CultureInfo.InvariantCulture) });

    /// <summary>Puts the account, without any grant, into an empty store.</summary>
    public static async Task PutAsync(IIamStore store, IIamManagedPolicies policies)
    {
        IIamSnapshot snapshot = await store.GetSnapshotAsync(CancellationToken.None);
        await store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = snapshot.Revision,
                AccountId = Sample.Account,
                Action = "iam:Test",
                Puts = [.. Entities],
            },
            CancellationToken.None);
        await policies.CreateAsync(
            CallOf(0),
            new NewManagedPolicy { Name = "Policy", Document = Text("orders:Get\",\"orders:List") },
            CancellationToken.None);
        await policies.CreateVersionAsync(
            CallOf(0), Policy, Text("orders:Unknown"), isDefault: true, CancellationToken.None);
    }

    /// <summary>What a snapshot has, read without the rules or the authorizer.</summary>
    public static async Task<AccountState> ReadAsync(IIamSnapshot snapshot)
    {
        var policy = (ManagedPolicy)(await snapshot.FindAsync(IamEntityKey.ManagedPolicy(Policy), default))!;
        var group = (IamGroup)(await snapshot.FindAsync(IamEntityKey.Group(Sample.Account, "Group"), default))!;
        bool isDenied = await snapshot.FindAsync(IamEntityKey.ResourcePolicy(Order), default) is not null;
        AccountFlags flags =
            If(policy.Document.Statements[0].Actions.Length == 2, AccountFlags.PolicyAllows)
            | If(group.AttachedPolicyArns.Count > 0, AccountFlags.GroupAllows)
            | If(isDenied, AccountFlags.ResourceDenies);
        for (int user = 0; user < AccountState.Users; user++)
        {
            IamEntityKey key = IamEntityKey.User(Sample.Account, UserName(user));
            flags |= AccountState.Of(user, FlagsOf((IamUser?)await snapshot.FindAsync(key, default)));
        }

        return new AccountState(flags, snapshot.Revision);
    }

    private static AccountFlags FlagsOf(IamUser? user) => user is null
        ? AccountFlags.None
        : AccountFlags.Exists
            | If(user.AttachedPolicyArns.Count > 0, AccountFlags.Attached)
            | If(user.InlinePolicies.Count > 0, AccountFlags.Denied)
            | If(user.GroupNames.Count > 0, AccountFlags.Member)
            | If(user.PermissionsBoundaryArn is not null, AccountFlags.Bounded);

    private static AccountFlags If(bool condition, AccountFlags flag) => condition ? flag : AccountFlags.None;

    private static PolicyDocument Allow(string actions) => Sample.Document(Text(actions));

    private static string Text(string actions) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["{{actions}}"],"Resource":"*"}]}""";
}
