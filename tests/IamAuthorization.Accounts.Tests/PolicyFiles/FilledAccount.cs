using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.Accounts.Tests.PolicyFiles;

/// <summary>Random accounts that hold to the rules, as far as files can say it, and credentials beside.</summary>
internal sealed class FilledAccount(Random random)
{
    public const string Account = "111122223333";

    private static readonly string[] Names = ["alice", "Bob", "c.d", "e@f", "g-h"];
    private static readonly DateTimeOffset Instant = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private int _id;

    /// <summary>Entities that files can hold.</summary>
    public IamEntity[] Entities()
    {
        string[] policies = Some();
        string[] groups = Some();
        string[] users = Some();
        IamUser[] made = [.. users.Select(name => User(name, groups, policies))];
        return
        [
            new IamAccount(Account, "shop") { CreatedAt = Instant, PasswordPolicy = IsSo() ? Passwords() : null },
            new AccountAlias("shop", Account),
            Organization(),
            .. policies.SelectMany(Policy),
            .. groups.Select(name => Group(name, policies)),
            .. made,
            .. Some().Select(name => Role(name, made, policies)),
            .. Some().Select(Resource),
        ];
    }

    /// <summary>What files must neither show nor touch.</summary>
    public static IamEntity[] Secrets(IEnumerable<IamEntity> entities) =>
    [
        .. entities.OfType<IamUser>().Take(1).SelectMany(user => (IamEntity[])
        [
            Sample.AccessKey("AKIA1", user.Name, Account, "CANARY1"),
            Sample.LoginProfile(user.Name, Account, "CANARY2") with { EarlierHashes = ["CANARY3"] },
            Sample.MfaDevice("phone", user.Name, Account, "CANARY4"),
            new SessionRevocation { PrincipalArn = user.Arn, ValidFrom = Instant },
        ]),
        new SamlProvider { Arn = Arn.Parse($"arn:aws:iam::{Account}:saml-provider/Corp"), Metadata = "CANARY5" },
    ];

    private string[] Some() => [.. Names.Where(_ => random.Next(3) > 0)];

    private bool IsSo() => random.Next(2) == 0;

    private string Path() => IsSo() ? "/" : "/app/";

    private string Id(string prefix) => $"{prefix}{random.Next(100_000, 999_999)}EXAMPLE{++_id:0000}";

    private DateTimeOffset? Date() => Instant.AddTicks(random.NextInt64(TimeSpan.TicksPerDay));

    private ValueList<IamTag> Tags() =>
        [.. Some().Select(name => new IamTag($"{name}é", IsSo() ? string.Empty : "a+b/c é"))];

    private Arn? Boundary(string[] policies) => IsSo() && policies.Length > 0 ? PolicyArn(policies[0]) : null;

    private ValueList<Arn> Attached(string[] policies) =>
        [.. policies.Where(_ => IsSo()).Select(PolicyArn)];

    private static Arn PolicyArn(string name) => Sample.PolicyArn(name, Account, name.Length > 3 ? "/app/" : "/");

    private ValueList<NamedPolicy> Inline(PolicyKind kind) =>
        [.. Some().Select(name => new NamedPolicy(name, Document(kind)))];

    private PolicyDocument Document(PolicyKind kind = PolicyKind.Managed, string principal = "") => Sample.Document(
        $$"""
        {"Version":"2012-10-17","Statement":[{"Sid":"S{{random.Next(50)}}","Effect":"Deny",{{principal}}
         "Action":["orders:Get*","orders:List"],"Resource":"*",
         "Condition":{"NumericLess{{(IsSo() ? "Than" : "ThanEquals")}}":{"orders:Size":1.50} } } ]}
        """,
        kind);

    private IamUser User(string name, string[] groups, string[] policies) => new()
    {
        Arn = IamArn.User("aws", Account, name, Path()),
        UniqueId = Id("AIDA"),
        CreatedAt = Date(),
        GroupNames = [.. groups.Where(_ => IsSo())],
        AttachedPolicyArns = Attached(policies),
        InlinePolicies = Inline(PolicyKind.InlineUser),
        PermissionsBoundaryArn = Boundary(policies),
        Tags = Tags(),
    };

    private IamGroup Group(string name, string[] policies) => new()
    {
        Arn = IamArn.Group("aws", Account, name, Path()),
        UniqueId = Id("AGPA"),
        CreatedAt = Date(),
        AttachedPolicyArns = Attached(policies),
        InlinePolicies = Inline(PolicyKind.InlineGroup),
    };

    private IamRole Role(string name, IamUser[] users, string[] policies)
    {
        string trusted = users.Length > 0 && IsSo() ? users[0].UniqueId! : $"arn:aws:iam::{Account}:root";
        return new IamRole
        {
            Arn = IamArn.Role("aws", Account, name, Path()),
            UniqueId = Id("AROA"),
            CreatedAt = Date(),
            Description = IsSo() ? $"{name} works" : null,
            TrustPolicy = Sample.Document(
                $$$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["{{{trusted}}}"]},
                 "Action":"sts:AssumeRole"}]}
                """,
                PolicyKind.RoleTrust),
            SessionDurationMax = TimeSpan.FromSeconds(random.Next(3_600, 43_201)),
            AttachedPolicyArns = Attached(policies),
            InlinePolicies = Inline(PolicyKind.InlineRole),
            PermissionsBoundaryArn = Boundary(policies),
            Tags = Tags(),
        };
    }

    private IamEntity[] Policy(string name)
    {
        int[] numbers = IsSo() ? [1] : [.. Enumerable.Range(2, random.Next(1, 5))];
        int inEffect = numbers[random.Next(numbers.Length)];
        return
        [
            new ManagedPolicy
            {
                Arn = PolicyArn(name),
                UniqueId = Id("ANPA"),
                Description = IsSo() ? "what for" : null,
                CreatedAt = Date(),
                UpdatedAt = Date(),
                Document = Document(),
                Versions = [.. numbers.Select(number => new PolicyVersionEntry(number, Date()))],
                DefaultVersion = inEffect,
                LastVersion = numbers[^1],
                Tags = Tags(),
            },
            .. numbers.Where(number => number != inEffect).Select(number => new ManagedPolicyVersion
            {
                PolicyArn = PolicyArn(name),
                Number = number,
                Document = Document(),
            }),
        ];
    }

    private IamEntity Resource(string name) => new ResourcePolicy(
        Arn.Parse($"arn:aws:orders:eu-west-1:{Account}:order/{name}"),
        Document(PolicyKind.Resource, "\"Principal\":\"*\","));

    private PasswordPolicy Passwords() => new()
    {
        LengthMin = random.Next(6, 129),
        RequiresSymbols = IsSo(),
        RequiresNumbers = IsSo(),
        RequiresUppercase = IsSo(),
        RequiresLowercase = IsSo(),
        AllowsUsersToChange = IsSo(),
        AgeMaxDays = random.Next(1_096),
        ReusePrevention = random.Next(25),
        IsExpiryHard = IsSo(),
    };

    private Organization Organization() => new()
    {
        Id = "o-shop",
        ManagementAccountId = Account,
        Root = new OrganizationalUnit
        {
            Id = "r-shop",
            Name = IsSo() ? "all" : null,
            ServiceControlPolicies = [new NamedPolicy("All", Document(PolicyKind.ServiceControl))],
            OrganizationalUnits =
            [
                new OrganizationalUnit
                {
                    Id = "ou-shop-1",
                    ServiceControlPolicies = [new NamedPolicy("Some", Document(PolicyKind.ServiceControl))],
                },
            ],
            Accounts =
            [
                new OrganizationAccount
                {
                    AccountId = Account,
                    ServiceControlPolicies = [new NamedPolicy("All", Document(PolicyKind.ServiceControl))],
                },
            ],
        },
    };
}
