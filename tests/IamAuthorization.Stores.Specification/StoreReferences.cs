using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>Who refers to an entity: what rules ask before something may go.</summary>
public abstract class StoreReferences(StoreFixture fixture) : StoreSpecification(fixture)
{
    private static readonly IamEntityKey Read = IamEntityKey.ManagedPolicy(Sample.PolicyArn("Read"));
    private static readonly IamEntityKey Admins = IamEntityKey.Group(Account, "Admins");
    private static readonly IamEntityKey Alice = IamEntityKey.User(Account, "alice");

    public static TheoryData<IamEntityKey, IamReferenceKind?, string> Referrers => new()
    {
        { Read, null, "User alice, Group Admins, Role Both, Role Support" },
        { Read, IamReferenceKind.Attachment, "User alice, Group Admins, Role Both" },
        { Read, IamReferenceKind.PermissionsBoundary, "Role Both, Role Support" },
        { Read, IamReferenceKind.Member, "" },
        { IamEntityKey.Group(Account, "ADMINS"), null, "User alice, User bob" },
        { Admins, null, "User alice, User bob" },
        { Admins, IamReferenceKind.Member, "User alice, User bob" },
        { Admins, IamReferenceKind.Attachment, "" },
        { IamEntityKey.Group(OtherAccount, "Admins"), null, "" },
        { Alice, IamReferenceKind.Owner, "AccessKey AKIA1, AccessKey AKIA2, LoginProfile alice, MfaDevice phone" },
        { IamEntityKey.Account(Account), IamReferenceKind.Owner, "AccessKey AKIA9, MfaDevice root" },
        { IamEntityKey.User(Account, "bob"), null, "" },
        { IamEntityKey.User(Account, "nobody"), null, "" },
    };

    [Theory]
    [MemberData(nameof(Referrers))]
    public async Task Referrers_AreListed_ByTheKindOfTheirReference(
        IamEntityKey target, IamReferenceKind? reference, string expected)
    {
        await PutBooksAsync();

        Assert.Equal(expected, await ListAsync(target, reference));
    }

    [Fact]
    public async Task ReferrerThatChanges_RefersNoMore()
    {
        await PutBooksAsync();

        IamRole both = Sample.Role("Both") with { AttachedPolicyArns = [Sample.PolicyArn("Read")] };
        await PutAsync(Sample.User("alice"), both);
        await DeleteAsync(IamEntityKey.Role(Account, "Support"), IamEntityKey.AccessKey("AKIA1"));

        Assert.Equal("Group Admins, Role Both", await ListAsync(Read, null));
        Assert.Equal("", await ListAsync(Read, IamReferenceKind.PermissionsBoundary));
        Assert.Equal("User bob", await ListAsync(Admins, null));
        Assert.Equal("AccessKey AKIA2, LoginProfile alice, MfaDevice phone", await ListAsync(Alice, null));
    }

    [Fact]
    public async Task TargetThatIsDeleted_IsStillReferredTo()
    {
        await PutBooksAsync();

        await DeleteAsync(Read);

        Assert.Equal("User alice, Group Admins, Role Both, Role Support", await ListAsync(Read, null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1_000)]
    public async Task Pages_HoldEachReferrerOnce_InOneOrder(int countMax)
    {
        await PutAsync(
            [
                .. "edcba".Select(letter => Sample.User(letter.ToString(), Account, "Admins")),
                Sample.User("B2", Account, "admins"), Sample.User("other", Account, "Others"),
            ]);
        var names = new List<string>();

        IReadOnlyList<IamEntityKey> page = [];
        do
        {
            var query = new IamReferrerQuery
            {
                Target = Admins,
                CountMax = countMax,
                After = page.Count == 0 ? null : page[^1],
            };
            page = await (await SnapshotAsync()).ListReferrersAsync(query, None);
            Assert.True(page.Count <= countMax);
            names.AddRange(Sample.Names(page));
        }
        while (page.Count > 0);

        Assert.Equal(["a", "b", "B2", "c", "d", "e"], names);
    }

    [Fact]
    public async Task AfterAReferrerThatIsGone_ListingGoesOn()
    {
        await PutAsync(Sample.User("a", Account, "Admins"), Sample.User("c", Account, "Admins"));

        IReadOnlyList<IamEntityKey> page = await (await SnapshotAsync()).ListReferrersAsync(
            new IamReferrerQuery { Target = Admins, After = IamEntityKey.User(Account, "B") }, None);

        Assert.Equal(["c"], Sample.Names(page));
    }

    private async Task<string> ListAsync(IamEntityKey target, IamReferenceKind? reference)
    {
        IReadOnlyList<IamEntityKey> keys = await (await SnapshotAsync()).ListReferrersAsync(
            new IamReferrerQuery { Target = target, Reference = reference }, None);
        return string.Join(", ", keys.Select(key => $"{key.Kind} {key.Name}"));
    }

    private Task<long> PutBooksAsync()
    {
        var read = Sample.PolicyArn("Read");
        return PutAsync(
            Sample.Policy("Read"),
            Sample.Group("Admins") with { AttachedPolicyArns = [read] },
            Sample.User("alice", Account, "Admins") with { AttachedPolicyArns = [read] },
            Sample.User("bob", Account, "ADMINS"),
            Sample.Role("Support") with { PermissionsBoundaryArn = read },
            Sample.Role("Both") with { PermissionsBoundaryArn = read, AttachedPolicyArns = [read] },
            Sample.AccessKey("AKIA1", "alice"),
            Sample.AccessKey("AKIA2", "Alice"),
            Sample.AccessKey("AKIA9", user: null),
            Sample.LoginProfile("alice"),
            Sample.MfaDevice("phone", "alice"),
            Sample.MfaDevice("root", string.Empty),
            Sample.MfaDevice("spare", user: null));
    }
}
