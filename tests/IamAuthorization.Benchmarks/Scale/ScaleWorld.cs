using System.Globalization;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>
/// An account in which each user has five attachments, three policies and two groups, and each group five policies:
/// 13 policies of two statements for a user. Who has what follows from the numbers.
/// </summary>
internal sealed class ScaleWorld(int users, int policies, int groups)
{
    public const int PoliciesOfAUser = 3;
    public const int GroupsOfAUser = 2;
    public const int PoliciesOfAGroup = 5;

    /// <summary>How many policies bear on a decision about a user.</summary>
    public const int PoliciesInEffect = PoliciesOfAUser + (GroupsOfAUser * PoliciesOfAGroup);

    /// <summary>Fewer policies would leave none that a user does not have.</summary>
    public const int PoliciesMin = 50;

    public const string Account = "111122223333";

    public static readonly ActionName Action = ActionName.Parse("docs:GetPage");

    private static readonly PolicyReadOptions Reading = new() { KeepsText = true };

    public int Users => users;

    /// <summary>All entities, in an order in which nothing refers to what comes later.</summary>
    public IEnumerable<IamEntity> Entities() =>
    [
        new IamAccount(Account),
        .. Enumerable.Range(0, policies).Select(Policy),
        .. Enumerable.Range(0, groups).Select(Group),
        .. Enumerable.Range(0, users).Select(User),
    ];

    public static Arn UserArn(int user) => IamArn.User("aws", Account, Name("user", user), "/people/");

    /// <summary>The smallest there is.</summary>
    public static ScaleWorld OfOneUser { get; } = new(1, PoliciesMin, GroupsOfAUser);

    /// <summary>All policies as the store hands them out, compiled, none shared.</summary>
    public IEnumerable<CompiledPolicy> CompiledPolicies() => Enumerable.Range(0, policies).Select(
        policy => new CompiledPolicy(PolicyArn(policy).ToString(), Policy(policy).Document));

    /// <summary>A page that one of the user's policies allows it to read.</summary>
    /// <param name="user">The user.</param>
    /// <param name="which">0 to 12: the policies of the user, then those of its groups.</param>
    public ScaleQuestion Allowed(int user, int which)
    {
        int[] own = [.. PoliciesOf(user).Concat(GroupsOf(user).SelectMany(PoliciesOfGroup))];
        return new ScaleQuestion(UserArn(user), Page(own[which % own.Length]), IsAllowed: true);
    }

    /// <summary>A page of a policy that the user does not have.</summary>
    public ScaleQuestion Denied(int user)
    {
        HashSet<int> own = [.. PoliciesOf(user).Concat(GroupsOf(user).SelectMany(PoliciesOfGroup))];
        int other = Enumerable.Range(0, policies).First(policy => !own.Contains(policy));
        return new ScaleQuestion(UserArn(user), Page(other), IsAllowed: false);
    }

    private static string Name(string kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:D6}");

    private static Arn PolicyArn(int policy) => IamArn.ManagedPolicy("aws", Account, Name("policy", policy));

    private static Arn Page(int policy) =>
        Arn.Parse(string.Create(CultureInfo.InvariantCulture, $"arn:aws:docs::{Account}:tenant-{policy:D6}/page/1"));

    private static ManagedPolicy Policy(int policy) => new()
    {
        Arn = PolicyArn(policy),
        UniqueId = Id("ANPA", policy),
        Description = "What the members of a tenant may do with its pages.",
        Document = PolicyDocument.Parse(Text(policy), PolicyKind.Managed, Reading),
    };

    private static string Text(int policy)
    {
        string start = string.Create(CultureInfo.InvariantCulture, $"arn:aws:docs::{Account}:tenant-{policy:D6}");
        return $$$"""
            {"Version":"2012-10-17","Statement":[
              {"Sid":"Read","Effect":"Allow","Action":["docs:Get*","docs:List*"],"Resource":"{{{start}}}/page/*"},
              {"Sid":"Write","Effect":"Allow","Action":["docs:Put*","docs:Delete*"],"Resource":"{{{start}}}/draft/*",
               "Condition":{"StringEquals":{"aws:PrincipalTag/team":["red","blue"]},
                            "Bool":{"aws:SecureTransport":"true"} } }]}
            """;
    }

    private IamGroup Group(int group) => new()
    {
        Arn = IamArn.Group("aws", Account, Name("group", group)),
        UniqueId = Id("AGPA", group),
        AttachedPolicyArns = [.. PoliciesOfGroup(group).Select(PolicyArn)],
    };

    private IamUser User(int user) => new()
    {
        Arn = UserArn(user),
        UniqueId = Id("AIDA", user),
        Tags = [new IamTag("team", user % 2 == 0 ? "red" : "green")],
        GroupNames = [.. GroupsOf(user).Select(group => Name("group", group))],
        AttachedPolicyArns = [.. PoliciesOf(user).Select(PolicyArn)],
    };

    private int[] PoliciesOf(int user) => Picked(user, PoliciesOfAUser, policies);

    private int[] GroupsOf(int user) => Picked(~user, GroupsOfAUser, groups);

    private int[] PoliciesOfGroup(int group) => Picked(users + group, PoliciesOfAGroup, policies);

    private static int[] Picked(int seed, int count, int from)
    {
        var random = new Random(seed);
        var picked = new HashSet<int>();
        while (picked.Count < count)
        {
            picked.Add(random.Next(from));
        }

        return [.. picked];
    }

    private static string Id(string prefix, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D17}");
}
