using IamAuthorization.Stores.Specification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IamAuthorization.Accounts.Tests.PolicyFiles;

/// <summary>An app with a store and policy files: the files are applied at start and at each change.</summary>
public sealed class FilesOfAnAppWithAStore
{
    private const string Shop = "111122223333";
    private const string Partner = "444455556666";

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Start_AppliesTheFiles_OneCommitAnAccount_AndTheNextStartNothing()
    {
        var store = new InMemoryIamStore();
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Shop}/users/alice.json", "{}")
            .Write($"{Shop}/account.json", """{"AccountAlias":"shop"}""")
            .Write($"{Partner}/users/petra.json", "{}");

        foreach (int start in new[] { 1, 2 })
        {
            await using ServiceProvider services = folder.Build(store: store);
            await StartAsync(services);

            IReadOnlyList<ChangeLogEntry> log = await store.ReadChangeLogAsync(new ChangeLogQuery(), None);
            Assert.Equal(
                [(Shop, "iam:ApplyPolicyFiles"), (Partner, "iam:ApplyPolicyFiles")],
                log.Select(entry => (entry.AccountId, entry.Action)));
        }

        IIamSnapshot snapshot = await store.GetSnapshotAsync(None);
        Assert.NotNull(await snapshot.FindUserAsync(Shop, "alice", None));
        Assert.NotNull(await snapshot.FindUserAsync(Partner, "petra", None));
    }

    [Fact]
    public async Task Change_IsApplied_AndWhatTheApiMade_Stays()
    {
        var store = new InMemoryIamStore();
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Shop}/users/alice.json", "{}")
            .Write($"{Shop}/users/eve.json", "{}");
        await using ServiceProvider services = folder.Build(store: store);
        await StartAsync(services);
        await CommitAsync(store, Sample.User("bob"));
        folder.Delete($"{Shop}/users/eve.json");
        folder.Write($"{Shop}/users/alice.json", """{"Tags":[{"Key":"a","Value":"b"}]}""");

        PolicyFileReport report = await services.GetRequiredService<IPolicyFiles>().ReloadAsync();

        Assert.True(report.IsLoaded);
        IIamSnapshot snapshot = await store.GetSnapshotAsync(None);
        Assert.Equal(snapshot.Revision, report.Revision);
        Assert.Equal([new IamTag("a", "b")], (await snapshot.FindUserAsync(Shop, "alice", None))!.User.Tags);
        Assert.NotNull(await snapshot.FindUserAsync(Shop, "bob", None));
        Assert.Null(await snapshot.FindUserAsync(Shop, "eve", None));
    }

    /// <summary>Each trusts a user of the other, and neither of them exists yet.</summary>
    [Fact]
    public async Task PL55_AccountsThatTrustEachOther_AreMadeTogether()
    {
        var store = new InMemoryIamStore();
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Shop}/users/alice.json", "{}")
            .Write($"{Shop}/roles/R.json", Trusting(Partner, "petra"))
            .Write($"{Partner}/users/petra.json", "{}")
            .Write($"{Partner}/roles/R.json", Trusting(Shop, "alice"));
        await using ServiceProvider services = folder.Build(store: store);

        await StartAsync(services);

        IIamSnapshot snapshot = await store.GetSnapshotAsync(None);
        foreach ((string account, string trusted, string name) in
            new[] { (Shop, Partner, "petra"), (Partner, Shop, "alice") })
        {
            IamRole role = (await snapshot.FindRoleAsync(account, "R", None))!;
            string id = (await snapshot.FindUserAsync(trusted, name, None))!.User.UniqueId!;
            Assert.Equal([id], PinnedPrincipals.PrincipalsOf(role.TrustPolicy));
        }
    }

    [Fact]
    public async Task WhatCannotBeApplied_ToOneAccount_ChangesNone_AndKeepsTheAppFromStarting()
    {
        var store = new InMemoryIamStore();
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Shop}/users/alice.json", "{}")
            .Write($"{Partner}/roles/R.json", Trusting(Shop, "nobody"));
        await using ServiceProvider services = folder.Build(store: store);

        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => StartAsync(services));

        IamStartupFinding finding = Assert.Single(refused.Findings);
        Assert.Equal(
            (
                "IAM1006",
                $"iam/(1,1): error NOT_APPLICABLE: Role {Partner}/R trusts `arn:aws:iam::{Shop}:user/nobody`, "
                    + "which does not exist."),
            (finding.Id, finding.Problem));
        Assert.Equal(0, (await store.GetSnapshotAsync(None)).Revision);
    }

    [Fact]
    public async Task BrokenFile_LeavesTheStoreAsItIs()
    {
        var store = new InMemoryIamStore();
        using PolicyFolder folder = new PolicyFolder().Write($"{Shop}/users/alice.json", "{}");
        await using ServiceProvider services = folder.Build(store: store);
        await StartAsync(services);
        long revision = (await store.GetSnapshotAsync(None)).Revision;
        folder.Write($"{Shop}/users/bob.json", "{}").Write($"{Shop}/users/alice.json", "{");

        PolicyFileReport report = await services.GetRequiredService<IPolicyFiles>().ReloadAsync();

        Assert.False(report.IsLoaded);
        Assert.Equal(revision, report.Revision);
        Assert.Equal(revision, (await store.GetSnapshotAsync(None)).Revision);
    }

    [Fact]
    public async Task NodesThatStartAtOnce_BothStart_AndTheFilesAreAppliedOnce()
    {
        var store = new InMemoryIamStore();
        using PolicyFolder folder = new PolicyFolder();
        for (int i = 0; i < 50; i++)
        {
            folder.Write($"{Shop}/users/u{i}.json", "{}").Write($"{Partner}/users/u{i}.json", "{}");
        }

        ServiceProvider[] nodes = [.. Enumerable.Range(0, 4).Select(_ => folder.Build(store: store))];
        await Task.WhenAll(nodes.Select(node => Task.Run(() => StartAsync(node))));

        foreach (ServiceProvider node in nodes)
        {
            await node.DisposeAsync();
        }

        IReadOnlyList<ChangeLogEntry> log = await store.ReadChangeLogAsync(new ChangeLogQuery(), None);
        Assert.Equal([Shop, Partner], log.Select(entry => entry.AccountId).Order());
    }

    [Theory]
    [InlineData(PolicyFileScope.OwnEntities, true)]
    [InlineData(PolicyFileScope.WholeAccount, false)]
    public async Task Scope_SaysWhatBecomesOfOthers(PolicyFileScope scope, bool stays)
    {
        var store = new InMemoryIamStore([new IamAccount(Shop), Sample.User("bob")]);
        using PolicyFolder folder = new PolicyFolder().Write($"{Shop}/users/alice.json", "{}");
        await using ServiceProvider services = folder.Build(options => options.Scope = scope, store: store);

        await StartAsync(services);

        IIamSnapshot snapshot = await store.GetSnapshotAsync(None);
        Assert.Equal(stays, await snapshot.FindUserAsync(Shop, "bob", None) is not null);
    }

    [Fact]
    public async Task ScopeThatIsNone_IsRefused()
    {
        using PolicyFolder folder = new PolicyFolder().Write($"{Shop}/users/alice.json", "{}");
        await using ServiceProvider services = folder.Build(
            options => options.Scope = (PolicyFileScope)7, store: new InMemoryIamStore());

        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => StartAsync(services));

        Assert.Equal(
            "PolicyFiles:Scope is `7`: write `OwnEntities` or `WholeAccount`.",
            Assert.Single(refused.Findings).Problem);
    }

    [Fact]
    public async Task BuiltInPolicies_MayBeAttached_WithoutAStoreToo()
    {
        using PolicyFolder folder = new PolicyFolder().Write(
            $"{Shop}/users/alice.json",
            """{"AttachedManagedPolicies":[{"PolicyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}]}""");

        Assert.Empty(await folder.FindingsAsync());
    }

    private static Task StartAsync(IServiceProvider services) =>
        services.GetServices<IHostedService>().OfType<IamStartupService>().Single().StartingAsync(None);

    private static async Task CommitAsync(InMemoryIamStore store, params IamEntity[] puts) => await store.CommitAsync(
        new IamCommit
        {
            ExpectedRevision = (await store.GetSnapshotAsync(None)).Revision,
            AccountId = Shop,
            Action = "iam:Test",
            Puts = [.. puts],
        },
        None);

    private static string Trusting(string account, string user) =>
        $$$"""
        {"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Principal":{"AWS":"arn:aws:iam::{{{account}}}:user/{{{user}}}"},"Action":"sts:AssumeRole"}]}}
        """;
}
