using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.Accounts.Tests.PolicyFiles;

/// <summary>Files as the source of truth: what differs from the store is planned, and applied in one commit.</summary>
[Trait("Property", "sync")]
public sealed class FilesAppliedToAStore
{
    private const string Account = FilledAccount.Account;
    private const string Doc =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"orders:Get","Resource":"*"}]}""";

    private const string OtherDoc =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"orders:List","Resource":"*"}]}""";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly IamEntityKey Alice = IamEntityKey.User(Account, "alice");
    private static readonly IamEntityKey Policy = IamEntityKey.ManagedPolicy(Sample.PolicyArn("P"));

    [Fact]
    public Task AnyFiles_AppliedToAnyStore_MakeItWhatTheySay_InOneCommit() => RandomRuns.HoldAsync(
        15,
        async random =>
        {
            IamEntity[] wanted = new FilledAccount(random).Entities();
            using var source = new SyncedFolder(wanted);
            await source.ExportAsync();
            using var target = new SyncedFolder(
                new FilledAccount(random).Entities().Where(
                    entity => entity is not (ManagedPolicy or ManagedPolicyVersion)));

            PolicyFilePlan plan = await target.Sync.PlanAsync(source.Path, Account);
            Assert.True(plan.CanBeApplied, plan.ToString());
            long revision = await target.Sync.ApplyAsync(plan);

            Assert.Equal(plan.Revision + (plan.Differences.IsEmpty ? 0 : 1), revision);
            Assert.Empty((await target.Sync.PlanAsync(source.Path, Account)).ToString());
            await target.ExportAsync();
            Assert.Equal(
                (await source.ReadAsync()).OrderBy(entity => entity.Key.ToString()),
                (await target.ReadAsync()).OrderBy(entity => entity.Key.ToString()));
        });

    [Fact]
    public async Task Plan_SaysWhatIsAddedChangedAndDeleted_AndChangesNothing()
    {
        using var folder = new SyncedFolder(
            new IamAccount(Account), Sample.User("alice"), Sample.User("bob"), Sample.Group("G"));
        folder.Write("users/alice.json", """{"GroupList":["G"]}""").Write("users/eve.json", "{}");
        folder.Write("groups/G.json", "{}");

        PolicyFilePlan plan = await folder.PlanAsync();

        Assert.True(plan.CanBeApplied);
        Assert.Equal(
            [
                "~ User 111122223333/alice", "- User 111122223333/bob", "+ User 111122223333/eve",
                "~ Group 111122223333/G",
            ],
            plan.Differences.Select(difference => difference.ToString()));
        Assert.Equal(string.Join(Environment.NewLine, plan.Differences), plan.ToString());
        Assert.Equal(0, (await folder.Store.GetSnapshotAsync(None)).Revision);
    }

    [Fact]
    public async Task Applied_IsOneEntryOfTheLog_ByWhoeverAppliesIt()
    {
        using var folder = new SyncedFolder(new IamAccount(Account));
        folder.Write("users/alice.json", "{}").Write("users/bob.json", "{}");
        var origin = new IamChangeOrigin { PrincipalArn = "arn:aws:iam::111122223333:user/admin" };

        long revision = await folder.Sync.ApplyAsync(await folder.PlanAsync(), origin);

        ChangeLogEntry entry = Assert.Single(
            await folder.Store.ReadChangeLogAsync(new ChangeLogQuery(), None));
        Assert.Equal((revision, Account, "iam:ApplyPolicyFiles"), (entry.Revision, entry.AccountId, entry.Action));
        Assert.Equal((origin, 2), (entry.Origin, entry.Changes.Count));
    }

    [Fact]
    public async Task StoreThatHasChangedSincePlanning_IsLeftAsItIs()
    {
        using var folder = new SyncedFolder(new IamAccount(Account));
        folder.Write("users/alice.json", "{}");
        PolicyFilePlan plan = await folder.PlanAsync();
        await folder.Store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = 0,
                AccountId = "444455556666",
                Action = "iam:Test",
                Puts = [Sample.User("other", "444455556666")],
            },
            None);

        await Assert.ThrowsAsync<IamRevisionConflictException>(() => folder.Sync.ApplyAsync(plan));

        Assert.Null(await folder.FindAsync(Alice));
    }

    [Fact]
    public async Task FilesWithAnError_AreNotApplied()
    {
        using var folder = new SyncedFolder(new IamAccount(Account), Sample.User("bob"));
        folder.Write("users/alice.json", """{"GroupList":["none"]}""");

        PolicyFilePlan plan = await folder.PlanAsync();
        InvalidOperationException problem =
            await Assert.ThrowsAsync<InvalidOperationException>(() => folder.Sync.ApplyAsync(plan));

        Assert.False(plan.CanBeApplied);
        Assert.Empty(plan.Differences);
        Assert.Contains("there is no group `none`", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderWithoutFilesOfTheAccount_DeletesNothing()
    {
        using var folder = new SyncedFolder(new IamAccount(Account), Sample.User("bob"));
        folder.Write("../444455556666/users/x.json", "{}");

        PolicyFilePlan plan = await folder.PlanAsync();

        Assert.Equal($"The folder holds no files of account {Account}.", Assert.Single(plan.Problems));
        Assert.Empty(plan.Differences);
    }

    [Fact]
    public async Task IdsAndDatesThatFilesLeaveOut_AreThoseOfTheStore_OrNew()
    {
        DateTimeOffset created = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var folder = new SyncedFolder(
            new IamAccount(Account),
            Sample.User("alice") with { UniqueId = "AIDAEXAMPLEALICE12345", CreatedAt = created });
        folder.Write("users/alice.json", """{"Tags":[{"Key":"a","Value":"b"}]}""").Write("users/bob.json", "{}");

        await folder.ApplyAsync();

        var alice = await folder.FindAsync<IamUser>(Alice);
        var bob = await folder.FindAsync<IamUser>(IamEntityKey.User(Account, "bob"));
        Assert.Equal(("AIDAEXAMPLEALICE12345", created), (alice.UniqueId, alice.CreatedAt));
        Assert.Null(IamRules.ProblemOfUniqueId("AIDA", bob.UniqueId!));
        Assert.False(DerivedUniqueId.IsOf(bob.UniqueId, bob.Arn));
        Assert.Equal(folder.Clock.GetUtcNow(), bob.CreatedAt);
        Assert.Empty((await folder.PlanAsync()).Differences);
    }

    [Theory]
    [InlineData("AccessKey /AKIA1")]
    [InlineData("LoginProfile 111122223333/alice")]
    [InlineData("MfaDevice 111122223333/phone")]
    public async Task UserWithCredentials_ThatIsNotInTheFiles_IsNotDeleted(string credential)
    {
        IamEntity[] credentials =
            [Sample.AccessKey("AKIA1", "alice"), Sample.LoginProfile("alice"), Sample.MfaDevice("phone", "alice")];
        using var folder = new SyncedFolder(
            new IamAccount(Account), Sample.User("alice"), credentials.Single(one => one.Key.ToString() == credential));
        folder.Write("users/bob.json", "{}");

        PolicyFilePlan plan = await folder.PlanAsync();

        Assert.Equal(
            $"{Alice} would be gone and has {credential}: files never touch credentials, delete it first.",
            Assert.Single(plan.Problems));
        await Assert.ThrowsAsync<InvalidOperationException>(() => folder.Sync.ApplyAsync(plan));
    }

    /// <summary>Another user of the name must not come by the credentials of the one before.</summary>
    [Fact]
    public async Task UserThatBecomesAnother_DoesNotInheritCredentials()
    {
        using var folder = new SyncedFolder(
            new IamAccount(Account),
            Sample.User("alice") with { UniqueId = "AIDAEXAMPLEALICE12345" },
            Sample.AccessKey("AKIA1", "alice"));
        folder.Write("users/alice.json", """{"UserId":"AIDAEXAMPLEANOTHER123"}""");

        Assert.Single((await folder.PlanAsync()).Problems);
    }

    [Fact]
    public async Task CredentialsAndTheRest_StayAsTheyAre()
    {
        IamEntity[] users = [new IamAccount(Account), Sample.User("alice") with { UniqueId = "AIDAEXAMPLEALICE12345" }];
        IamEntity[] secrets = FilledAccount.Secrets(users);
        IamRole linked = Sample.Role("Linked") with { LinkedService = "reports.example" };
        using var folder = new SyncedFolder([.. users, .. secrets, linked]);
        folder.Write("users/alice.json", """{"Tags":[{"Key":"a","Value":"b"}]}""").Write("account.json", "{}");

        PolicyFilePlan plan = await folder.ApplyAsync();

        Assert.Contains(plan.Differences, difference => difference.Key == Alice);
        foreach (IamEntity entity in (IamEntity[])[.. secrets, linked])
        {
            Assert.Equal(entity, await folder.FindAsync(entity.Key));
        }
    }

    [Fact]
    public async Task WhatFilesDoNotSpeakOf_IsLeftAlone()
    {
        IamEntity[] entities = new FilledAccount(new Random(3)).Entities();
        using var folder = new SyncedFolder(entities);
        await folder.ExportAsync();
        folder.Delete("account.json");
        folder.Delete("../organization.json");

        Assert.Empty((await folder.PlanAsync()).ToString());
    }

    [Fact]
    public async Task AccountFile_ThatSaysNothing_TakesAliasPasswordsAndResourcePoliciesAway()
    {
        var resource = new ResourcePolicy(
            Arn.Parse($"arn:aws:orders:eu-west-1:{Account}:order/1"),
            Sample.Document(
                """{"Statement":{"Effect":"Deny","Principal":"*","Action":"orders:Get","Resource":"*"}}""",
                PolicyKind.Resource));
        using var folder = new SyncedFolder(
            new IamAccount(Account, "shop") { PasswordPolicy = new PasswordPolicy() },
            new AccountAlias("shop", Account),
            resource);
        folder.Write("account.json", "{}");

        await folder.ApplyAsync();

        var account = await folder.FindAsync<IamAccount>(IamEntityKey.Account(Account));
        Assert.Equal((null, null), (account.Alias, account.PasswordPolicy));
        Assert.Null(await folder.FindAsync(IamEntityKey.AccountAlias("shop")));
        Assert.Null(await folder.FindAsync(resource.Key));
    }

    [Fact]
    public async Task AliasOfAnotherAccount_IsRefused()
    {
        using var folder = new SyncedFolder(new IamAccount(Account), new AccountAlias("shop", "444455556666"));
        folder.Write("account.json", """{"AccountAlias":"shop"}""");

        Assert.Equal("The alias `shop` is another account's.", Assert.Single((await folder.PlanAsync()).Problems));
    }

    [Fact]
    public async Task PL55_TrustedUsers_AreStoredByTheirIds_AlsoThoseThatAreNew()
    {
        using var folder = new SyncedFolder(new IamAccount(Account));
        folder.Write("users/alice.json", "{}").Write("roles/R.json", Trusting("user/alice"));

        await folder.ApplyAsync();

        var alice = await folder.FindAsync<IamUser>(Alice);
        var role = await folder.FindAsync<IamRole>(IamEntityKey.Role(Account, "R"));
        Assert.Equal([alice.UniqueId!], PinnedPrincipals.PrincipalsOf(role.TrustPolicy));
        Assert.Empty((await folder.PlanAsync()).ToString());
    }

    [Fact]
    public async Task PL55_TrustedUserThatWillBeGone_IsRefused()
    {
        using var folder = new SyncedFolder(
            new IamAccount(Account), Sample.User("alice") with { UniqueId = "AIDAEXAMPLEALICE12345" });
        folder.Write("roles/R.json", Trusting("user/alice"));

        Assert.Equal(
            $"Role {Account}/R trusts `arn:aws:iam::{Account}:user/alice`, which does not exist.",
            Assert.Single((await folder.PlanAsync()).Problems));
    }

    [Fact]
    public async Task PL72_OneDocumentThatChanges_IsANewVersion_AndTheOldOneStays()
    {
        using var folder = new SyncedFolder(new IamAccount(Account));
        folder.Write("policies/P.json", $$"""{"PolicyDocument":{{Doc}}}""");
        await folder.ApplyAsync();
        folder.Write("policies/P.json", $$"""{"PolicyDocument":{{OtherDoc}}}""");

        PolicyFilePlan plan = await folder.ApplyAsync();

        var policy = await folder.FindAsync<ManagedPolicy>(Policy);
        var old = await folder.FindAsync<ManagedPolicyVersion>(
            IamEntityKey.ManagedPolicyVersion(Sample.PolicyArn("P"), 1));
        Assert.Equal(["v1", "v2"], policy.Versions.Select(version => version.Id));
        Assert.Equal((2, 2), (policy.DefaultVersion, policy.LastVersion));
        Assert.Equal(Sample.Document(OtherDoc), policy.Document);
        Assert.Equal(Sample.Document(Doc), old.Document);
        Assert.Equal(
            ["~ ManagedPolicy 111122223333/P", "+ ManagedPolicyVersion 111122223333/P:v1"],
            plan.Differences.Select(difference => difference.ToString()));
        Assert.Empty((await folder.PlanAsync()).ToString());
    }

    [Fact]
    public async Task PL72_NewVersion_TakesThePlaceOfTheOldest_WhenThereAreFive()
    {
        using var folder = new SyncedFolder(new IamAccount(Account));
        for (int i = 1; i <= 7; i++)
        {
            folder.Write(
                "policies/P.json",
                $$"""{"PolicyDocument":{{Doc.Replace("Get", $"Get{i}", StringComparison.Ordinal)}}}""");
            await folder.ApplyAsync();
        }

        var policy = await folder.FindAsync<ManagedPolicy>(Policy);
        IIamSnapshot snapshot = await folder.Store.GetSnapshotAsync(None);
        Assert.Equal(["v3", "v4", "v5", "v6", "v7"], policy.Versions.Select(version => version.Id));
        Assert.Equal(4, await snapshot.CountAsync(IamEntityKind.ManagedPolicyVersion, Account, None));
    }

    [Fact]
    public async Task PL72_VersionThatSaysSomethingElseThanInTheStore_IsRefused()
    {
        using var folder = new SyncedFolder(new IamAccount(Account));
        folder.Write("policies/P.json", Versioned(Doc, Doc));
        await folder.ApplyAsync();
        folder.Write("policies/P.json", Versioned(Doc, OtherDoc));

        Assert.Equal(
            $"ManagedPolicy {Account}/P has another v2 in the store: a version never changes, write a new one.",
            Assert.Single((await folder.PlanAsync()).Problems));
    }

    [Fact]
    public async Task PathOfAManagedPolicy_CannotBeChanged()
    {
        using var folder = new SyncedFolder(new IamAccount(Account), Sample.Policy("P"));
        folder.Write("policies/P.json", $$"""{"Path":"/app/","PolicyDocument":{{Doc}}}""");

        Assert.Contains("a managed policy cannot be moved", Assert.Single((await folder.PlanAsync()).Problems));
    }

    [Theory]
    [InlineData("ReadOnlyAccess", true)]
    [InlineData("NoSuchAccess", false)]
    public async Task BuiltInPolicies_MayBeAttached_ThoseThatThereAre(string name, bool isThere)
    {
        using var folder = new SyncedFolder(new IamAccount(Account));
        folder.Write(
            "users/alice.json",
            $$"""{"AttachedManagedPolicies":[{"PolicyArn":"arn:aws:iam::aws:policy/{{name}}"}]}""");

        Assert.Equal(isThere, (await folder.PlanAsync()).CanBeApplied);
    }

    [Fact]
    public async Task OrderThatSaysNothing_IsNoDifference()
    {
        using var folder = new SyncedFolder(
            new IamAccount(Account),
            Sample.Group("a") with { UniqueId = "AGPAEXAMPLEEXAMPLE123", CreatedAt = Sample.Instant },
            Sample.Group("b") with { UniqueId = "AGPAEXAMPLEEXAMPLE124", CreatedAt = Sample.Instant },
            Sample.User("alice", Account, "b", "a") with
            {
                UniqueId = "AIDAEXAMPLEALICE12345",
                CreatedAt = Sample.Instant,
                Tags = [new IamTag("x", "1"), new IamTag("a", "2")],
            });
        folder.Write("groups/a.json", "{}").Write("groups/b.json", "{}");
        folder.Write(
            "users/alice.json",
            """{"GroupList":["a","b"],"Tags":[{"Key":"a","Value":"2"},{"Key":"x","Value":"1"}]}""");

        Assert.Empty((await folder.PlanAsync()).ToString());
    }

    private static string Trusting(string principal) =>
        $$$"""
        {"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Principal":{"AWS":"arn:aws:iam::{{{Account}}}:{{{principal}}}"},"Action":"sts:AssumeRole"}]}}
        """;

    private static string Versioned(string first, string second) =>
        $$"""
        {"PolicyVersionList":[{"VersionId":"v2","IsDefaultVersion":true,"Document":{{second}} },
         {"VersionId":"v1","IsDefaultVersion":false,"Document":{{first}} }]}
        """;
}
