namespace IamAuthorization.Accounts.Tests.Stores;

/// <summary>What the store in memory does beside the specification of all stores.</summary>
public sealed class StoreInMemory
{
    private const string Account = "111122223333";

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void PL75_P12_NamesThatDifferInCase_AreTheSame() =>
        Assert.Throws<ArgumentException>(() => new InMemoryIamStore([Group("Admins"), Group("admins")]));

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
    public void Replace_WithEqualEntities_KeepsTheRevision()
    {
        var store = new InMemoryIamStore([User("alice") with { Tags = [new IamTag("team", "red")] }]);

        Assert.Equal(0, store.Replace([User("alice") with { Tags = [new IamTag("team", "red")] }]));
        Assert.Equal(1, store.Replace([User("alice") with { Tags = [new IamTag("team", "blue")] }]));
    }

    [Fact]
    public async Task EntitiesGivenAtTheStart_AreThere_AtRevision0_AndInNoLog()
    {
        var store = new InMemoryIamStore([User("alice") with { UniqueId = "AIDA1", GroupNames = ["x"] }, Group("x")]);

        IIamSnapshot snapshot = await store.GetSnapshotAsync(None);

        Assert.Equal(0, snapshot.Revision);
        Assert.NotNull(await snapshot.FindUserAsync(Account, "alice", None));
        Assert.NotNull(await snapshot.FindByUniqueIdAsync("AIDA1", None));
        Assert.Single(await snapshot.ListReferrersAsync(new() { Target = IamEntityKey.Group(Account, "x") }, None));
        Assert.Empty(await store.ReadChangeLogAsync(new ChangeLogQuery(), None));
    }

    [Fact]
    public void Replace_IsHeard_WithWhatChanged()
    {
        var store = new InMemoryIamStore([User("alice"), User("bob")]);
        var heard = new List<IamChange>();
        using IDisposable subscription = store.Subscribe(heard.Add);

        store.Replace([User("bob"), User("eve")]);

        Assert.Equal(
            [IamEntityKey.User(Account, "alice"), IamEntityKey.User(Account, "eve")],
            Assert.Single(heard).Keys.OrderBy(key => key.Name, StringComparer.Ordinal));
    }

    private static IamUser User(string name) => new() { Arn = IamArn.User("aws", Account, name) };

    private static IamGroup Group(string name) => new() { Arn = IamArn.Group("aws", Account, name) };
}
