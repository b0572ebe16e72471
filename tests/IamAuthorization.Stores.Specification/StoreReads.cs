using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Stores.Specification;

/// <summary>What a snapshot finds, and what it must not take for it.</summary>
public abstract class StoreReads(StoreFixture fixture) : StoreSpecification(fixture)
{
    public static IReadOnlyList<IamEntity> OneOfEach { get; } =
    [
        new IamAccount(Account, "orders") { CreatedAt = Sample.Instant, PasswordPolicy = new PasswordPolicy() },
        Sample.User("alice", Account, "Admins") with { UniqueId = "AIDA1", Tags = [new IamTag("team", "red")] },
        Sample.Group("Admins") with { UniqueId = "AGPA1", AttachedPolicyArns = [Sample.PolicyArn("Read")] },
        Sample.Role("Support") with { UniqueId = "AROA1", Description = "helps" },
        Sample.Policy("Read") with { UniqueId = "ANPA1", CreatedAt = Sample.Instant },
        new ManagedPolicyVersion
        {
            PolicyArn = Sample.PolicyArn("Read"), Number = 2, Document = Sample.Document(Sample.AllowAll),
        },
        new ResourcePolicy(
            Arn.Parse($"arn:aws:orders:eu-west-1:{Account}:order/1"),
            Sample.Document(
                """{"Statement":{"Effect":"Allow","Principal":"*","Action":"orders:Get","Resource":"*"}}""",
                PolicyKind.Resource)),
        Organization("r-1"),
        new SessionRevocation { PrincipalArn = IamArn.Role("aws", Account, "Support"), ValidFrom = Sample.Instant },
        Sample.AccessKey("AKIA1", "alice"),
        Sample.LoginProfile("alice"),
        Sample.MfaDevice("phone", "alice"),
        new OidcProvider { Arn = Arn.Parse($"arn:aws:iam::{Account}:oidc-provider/id.example"), ClientIds = ["a"] },
        new SamlProvider { Arn = Arn.Parse($"arn:aws:iam::{Account}:saml-provider/Corp"), Metadata = "<xml/>" },
        new AccountAlias("orders", Account),
    ];

    [Fact]
    public void OneOfEach_HoldsEveryKind() =>
        Assert.Equal(Enum.GetValues<IamEntityKind>().Order(), OneOfEach.Select(entity => entity.Key.Kind).Order());

    [Fact]
    public async Task EveryKind_IsFoundByItsKey_AsItWasPut()
    {
        await PutAsync([.. OneOfEach]);
        IIamSnapshot snapshot = await SnapshotAsync();

        foreach (IamEntity entity in OneOfEach)
        {
            Assert.Equal(entity, await snapshot.FindAsync(entity.Key, None));
        }
    }

    [Fact]
    public async Task EmptyStore_FindsNothing()
    {
        IIamSnapshot snapshot = await SnapshotAsync();

        foreach (IamEntity entity in OneOfEach)
        {
            Assert.Null(await snapshot.FindAsync(entity.Key, None));
        }

        Assert.Null(await snapshot.FindOrganizationPathAsync(Account, None));
        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task FindersOfOneKind_FindWhatFindAsyncFinds()
    {
        await PutAsync([.. OneOfEach]);
        IIamSnapshot snapshot = await SnapshotAsync();

        UserWithGroups alice = (await snapshot.FindUserAsync(Account, "alice", None))!;
        Arn order = Arn.Parse($"arn:aws:orders:eu-west-1:{Account}:order/1");
        Arn role = IamArn.Role("aws", Account, "Support");
        Assert.Equal("orders", (await snapshot.FindAccountAsync(Account, None))?.Alias);
        Assert.Equal(("alice", "Admins"), (alice.User.Name, Assert.Single(alice.Groups).Name));
        Assert.Equal("AROA1", (await snapshot.FindRoleAsync(Account, "Support", None))?.UniqueId);
        Assert.Equal("ANPA1", (await snapshot.FindManagedPolicyAsync(Sample.PolicyArn("Read"), None))?.UniqueId);
        Assert.Equal(order, (await snapshot.FindResourcePolicyAsync(order, None))?.ResourceArn);
        Assert.Equal(Sample.Instant, (await snapshot.FindSessionRevocationAsync(role, None))?.ValidFrom);
        Assert.Equal("o-1/r-1/", (await snapshot.FindOrganizationPathAsync(Account, None))?.Path);
    }

    [Fact]
    public async Task PL75_FindersOfPrincipals_AreExact_AndFindAsyncIsNot()
    {
        await PutAsync(Sample.User("alice"), Sample.Role("Support"), Sample.Policy("Read"));
        IIamSnapshot snapshot = await SnapshotAsync();

        Assert.Null(await snapshot.FindUserAsync(Account, "Alice", None));
        Assert.Null(await snapshot.FindRoleAsync(Account, "support", None));
        Assert.Null(await snapshot.FindManagedPolicyAsync(Sample.PolicyArn("read"), None));
        Assert.NotNull(await snapshot.FindAsync(IamEntityKey.User(Account, "ALICE"), None));
        Assert.NotNull(await snapshot.FindAsync(IamEntityKey.Role(Account, "SUPPORT"), None));
        Assert.NotNull(await snapshot.FindAsync(IamEntityKey.ManagedPolicy(Sample.PolicyArn("READ")), None));
    }

    [Fact]
    public async Task IdsAndAliases_AreExact()
    {
        await PutAsync([.. OneOfEach]);
        IIamSnapshot snapshot = await SnapshotAsync();

        Assert.Null(await snapshot.FindAsync(IamEntityKey.AccessKey("akia1"), None));
        Assert.Null(await snapshot.FindAsync(IamEntityKey.AccountAlias("Orders"), None));
        Assert.Null(await snapshot.FindByUniqueIdAsync("aida1", None));
        Arn order = Arn.Parse($"arn:aws:orders:eu-west-1:{Account}:ORDER/1");
        Assert.Null(await snapshot.FindAsync(IamEntityKey.ResourcePolicy(order), None));
    }

    [Fact]
    public async Task PL75_SameNameInAnotherKindOrAccount_IsAnotherEntity()
    {
        await PutAsync(Sample.User("x"), Sample.Group("x"), Sample.User("x", OtherAccount));
        await DeleteAsync(IamEntityKey.User(Account, "x"));

        Assert.Null(await FindAsync<IamUser>(IamEntityKey.User(Account, "x")));
        Assert.NotNull(await FindAsync<IamGroup>(IamEntityKey.Group(Account, "x")));
        Assert.NotNull(await FindAsync<IamUser>(IamEntityKey.User(OtherAccount, "x")));
    }

    [Fact]
    public async Task ManagedPolicyWithAnotherPath_IsNotFoundByArn()
    {
        await PutAsync(Sample.Policy("Read", Account, "/app/"));
        IIamSnapshot snapshot = await SnapshotAsync();

        Assert.NotNull(await snapshot.FindManagedPolicyAsync(Sample.PolicyArn("Read", Account, "/app/"), None));
        Assert.Null(await snapshot.FindManagedPolicyAsync(Sample.PolicyArn("Read"), None));
    }

    [Fact]
    public async Task SeveralManagedPolicies_AreFoundAtOnce_ThoseThatExist()
    {
        await PutAsync(Sample.Policy("a"), Sample.Policy("b"), Sample.Policy("c", OtherAccount));
        IIamSnapshot snapshot = await SnapshotAsync();

        IReadOnlyDictionary<Arn, ManagedPolicy> found = await snapshot.FindManagedPoliciesAsync(
            [
                Sample.PolicyArn("a"), Sample.PolicyArn("A"), Sample.PolicyArn("none"),
                Sample.PolicyArn("c", OtherAccount),
            ],
            None);

        Assert.Equal(
            [Sample.PolicyArn("a").ToString(), Sample.PolicyArn("c", OtherAccount).ToString()],
            found.Select(entry => entry.Key.ToString()).Order(StringComparer.Ordinal));
        Assert.All(found, entry => Assert.Equal(entry.Key, entry.Value.Arn));
        Assert.Empty(await snapshot.FindManagedPoliciesAsync([], None));
    }

    [Fact]
    public async Task UserInSeveralGroups_HasThemAll_WhateverTheirCase()
    {
        await PutAsync(Sample.Group("Admins"), Sample.Group("b"), Sample.User("alice", Account, "admins", "b"));

        UserWithGroups? alice = await (await SnapshotAsync()).FindUserAsync(Account, "alice", None);

        Assert.Equal(["Admins", "b"], alice!.Groups.Select(group => group.Name));
    }

    [Fact]
    public async Task EV02_GroupThatIsNotThere_IsAnError_NotLeftOut()
    {
        await PutAsync(Sample.User("alice", Account, "x"));
        IIamSnapshot snapshot = await SnapshotAsync();

        await Assert.ThrowsAsync<UnreadablePolicyException>(
            async () => await snapshot.FindUserAsync(Account, "alice", None));
    }

    [Fact]
    public async Task DocumentOfAPolicy_KeepsItsText()
    {
        const string Text =
            """{"Version": "2012-10-17",  "Statement": {"Action":"a:b", "Effect":"Allow","Resource":"arn:aws:b:::é"}}""";
        await PutAsync(Sample.Policy("p") with { Document = Sample.Document(Text) });

        ManagedPolicy? policy = await FindAsync<ManagedPolicy>(IamEntityKey.ManagedPolicy(Sample.PolicyArn("p")));

        Assert.Equal(Text, policy!.Document.Text);
    }

    [Fact]
    public async Task MinimumRevision_ThatIsThere_IsAnswered_AndNoneThatIsNot()
    {
        long revision = await PutAsync(Sample.User("alice"));

        IIamSnapshot snapshot = await Store.GetSnapshotAsync(revision, None);

        Assert.True(snapshot.Revision >= revision);
        await Assert.ThrowsAsync<IamStoreUnavailableException>(
            async () => await Store.GetSnapshotAsync(revision + 1, None));
    }

    private static Organization Organization(string root) => new()
    {
        Id = "o-1",
        ManagementAccountId = OtherAccount,
        Root = new OrganizationalUnit { Id = root, Accounts = [new OrganizationAccount { AccountId = Account }] },
    };
}
