using IamAuthorization.Policies;

namespace IamAuthorization.Accounts.Tests;

public sealed class StoreInMemory
{
    private const string Account = "111122223333";

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void PL75_P12_NamesThatDifferInCase_AreTheSame() =>
        Assert.Throws<ArgumentException>(() => new InMemoryIamStore([Group("Admins"), Group("admins")]));

    [Fact]
    public async Task PL75_NameOfAnotherKindOrAccount_IsAnotherName()
    {
        var store = new InMemoryIamStore(
            [Group("x"), User("x"), new IamGroup { Arn = IamArn.Group("aws", "444455556666", "x") }]);
        IIamSnapshot snapshot = await store.GetSnapshotAsync(None);

        Assert.NotNull(await snapshot.FindUserAsync(Account, "x", None));
        Assert.Null(await snapshot.FindUserAsync("444455556666", "x", None));
    }

    [Fact]
    public async Task NameInAnotherCase_IsNotFound()
    {
        IIamSnapshot snapshot = await new InMemoryIamStore([User("alice")]).GetSnapshotAsync(None);

        Assert.NotNull(await snapshot.FindUserAsync(Account, "alice", None));
        Assert.Null(await snapshot.FindUserAsync(Account, "Alice", None));
    }

    [Fact]
    public async Task Snapshot_AfterACommit_StillSeesItsOwnState()
    {
        var store = new InMemoryIamStore([User("alice")]);
        IIamSnapshot before = await store.GetSnapshotAsync(None);

        long revision = await store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = 0,
                AccountId = Account,
                Action = "iam:Test",
                Deletions = [IamEntityKey.User(Account, "alice")],
            }, None);

        IIamSnapshot after = await store.GetSnapshotAsync(None);
        Assert.Equal((1, 0, 1), (revision, before.Revision, after.Revision));
        Assert.NotNull(await before.FindUserAsync(Account, "alice", None));
        Assert.Null(await after.FindUserAsync(Account, "alice", None));
    }

    [Fact]
    public async Task Replace_KeepsWhatWasRevoked()
    {
        var revocation = new SessionRevocation
        {
            PrincipalArn = IamArn.Role("aws", Account, "Support"),
            ValidFrom = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        };
        var store = new InMemoryIamStore([User("alice"), revocation]);

        store.Replace([User("bob")]);

        IIamSnapshot after = await store.GetSnapshotAsync(None);
        Assert.Equal(revocation, await after.FindSessionRevocationAsync(revocation.PrincipalArn, None));
        Assert.Null(await after.FindUserAsync(Account, "alice", None));
    }

    [Fact]
    public async Task Replace_WithTheSameState_KeepsTheRevision()
    {
        var revocation = new SessionRevocation
        {
            PrincipalArn = IamArn.Role("aws", Account, "Support"),
            ValidFrom = DateTimeOffset.UnixEpoch,
        };
        var store = new InMemoryIamStore([User("alice"), revocation]);

        Assert.Equal(0, store.Replace([User("alice")]));
    }

    [Fact]
    public async Task CommitOnAnOlderRevision_OfTheSameEntity_IsRefused_AndChangesNothing()
    {
        var store = new InMemoryIamStore();
        await store.CommitAsync(new IamCommit
        {
            ExpectedRevision = 0,
            AccountId = Account,
            Action = "iam:Test",
            Puts = [User("alice")],
        }, None);

        IamRevisionConflictException conflict = await Assert.ThrowsAsync<IamRevisionConflictException>(async () =>
            await store.CommitAsync(new IamCommit
            {
                ExpectedRevision = 0,
                AccountId = Account,
                Action = "iam:Test",
                Puts = [User("bob"), User("alice")],
            }, None));

        Assert.Equal((0, 1), (conflict.ExpectedRevision, conflict.ActualRevision));
        Assert.Null(await (await store.GetSnapshotAsync(None)).FindUserAsync(Account, "bob", None));
    }

    [Fact]
    public async Task Commit_TellsExactlyWhatChanged_BeforeItIsVisible()
    {
        var store = new InMemoryIamStore([User("alice"), User("bob"), Group("x")]);
        var seen = new List<(IamChange Change, long VisibleRevision)>();
        using IDisposable subscription = store.Subscribe(change =>
            seen.Add((change, store.GetSnapshotAsync(None).AsTask().GetAwaiter().GetResult().Revision)));

        await store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = 0,
                AccountId = Account,
                Action = "iam:Test",
                Puts = [User("alice"), User("bob") with { GroupNames = ["x"] }],
                Deletions = [IamEntityKey.Group(Account, "x"), IamEntityKey.Group(Account, "none")],
            },
            None);

        (IamChange change, long visible) = Assert.Single(seen);
        Assert.Equal(0, visible);
        Assert.Equal(1, change.Revision);
        Assert.Equal(
            ["Group 111122223333/x", "User 111122223333/bob"],
            change.Keys.Select(key => key.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Subscription_Disposed_HearsNothing()
    {
        var store = new InMemoryIamStore();
        int calls = 0;
        store.Subscribe(_ => calls++).Dispose();

        await store.CommitAsync(new IamCommit
        {
            ExpectedRevision = 0,
            AccountId = Account,
            Action = "iam:Test",
            Puts = [User("alice")],
        }, None);

        Assert.Equal(0, calls);
    }

    [Fact]
    public void Replace_WithEqualEntities_KeepsTheRevision()
    {
        var store = new InMemoryIamStore([User("alice") with { Tags = [new IamTag("team", "red")] }]);

        Assert.Equal(0, store.Replace([User("alice") with { Tags = [new IamTag("team", "red")] }]));
        Assert.Equal(1, store.Replace([User("alice") with { Tags = [new IamTag("team", "blue")] }]));
    }

    [Fact]
    public async Task EV02_GroupThatIsNotThere_IsAnError_NotLeftOut()
    {
        IIamSnapshot snapshot =
            await new InMemoryIamStore([User("alice") with { GroupNames = ["x"] }]).GetSnapshotAsync(None);

        await Assert.ThrowsAsync<UnreadablePolicyException>(async () =>
            await snapshot.FindUserAsync(Account, "alice", None));
    }

    [Fact]
    public async Task ManagedPolicyWithAnotherPath_IsNotFound()
    {
        PolicyDocument document = Documents.Of(Documents.AllowAll, PolicyKind.Managed);
        Arn arn = IamArn.ManagedPolicy("aws", Account, "p", "/app/");
        IIamSnapshot snapshot = await new InMemoryIamStore([new ManagedPolicy { Arn = arn, Document = document }])
            .GetSnapshotAsync(None);

        Assert.NotNull(await snapshot.FindManagedPolicyAsync(arn, None));
        Assert.Null(await snapshot.FindManagedPolicyAsync(IamArn.ManagedPolicy("aws", Account, "p"), None));
    }

    [Fact]
    public async Task CommitThatChangesNothing_IsNoRevision_AndNoNews()
    {
        var store = new InMemoryIamStore([User("alice")]);
        int calls = 0;
        using IDisposable subscription = store.Subscribe(_ => calls++);

        long revision = await store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = 0,
                AccountId = Account,
                Action = "iam:Test",
                Puts = [User("alice")],
                Deletions = [IamEntityKey.User(Account, "gone")],
            },
            None);

        Assert.Equal((0, 0), (revision, calls));
    }

    [Fact]
    public async Task EverySubscriber_HearsTheNews_UntilItsOwnSubscriptionEnds()
    {
        var store = new InMemoryIamStore();
        var heard = new List<string>();
        IDisposable first = store.Subscribe(_ => heard.Add("first"));
        using IDisposable second = store.Subscribe(_ => heard.Add("second"));
        store.Replace([User("alice")]);
        first.Dispose();

        await store.CommitAsync(new IamCommit
        {
            ExpectedRevision = 1,
            AccountId = Account,
            Action = "iam:Test",
            Puts = [User("bob")],
        }, None);

        Assert.Equal(["first", "second", "second"], heard);
    }

    [Fact]
    public async Task RoleInAnotherCase_IsNotFound()
    {
        PolicyDocument trust = Documents.Of(
            """
            {"Version":"2012-10-17",
             "Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}
            """,
            PolicyKind.RoleTrust);
        IIamSnapshot snapshot = await new InMemoryIamStore(
            [new IamRole { Arn = IamArn.Role("aws", Account, "R"), TrustPolicy = trust }]).GetSnapshotAsync(None);

        Assert.NotNull(await snapshot.FindRoleAsync(Account, "R", None));
        Assert.Null(await snapshot.FindRoleAsync(Account, "r", None));
    }

    private static IamUser User(string name) => new() { Arn = IamArn.User("aws", Account, name) };

    private static IamGroup Group(string name) => new() { Arn = IamArn.Group("aws", Account, name) };
}
