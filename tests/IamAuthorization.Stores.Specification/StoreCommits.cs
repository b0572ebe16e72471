using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>What a commit does: all of it, or nothing.</summary>
public abstract class StoreCommits(StoreFixture fixture) : StoreSpecification(fixture)
{
    [Fact]
    public async Task Commit_MakesTheNextRevision_WhichTheNextSnapshotHas()
    {
        long before = await RevisionAsync();

        long first = await PutAsync(Sample.User("alice"));
        long second = await PutAsync(Sample.User("bob"));

        Assert.Equal((before + 1, before + 2), (first, second));
        Assert.Equal(second, await RevisionAsync());
    }

    [Fact]
    public async Task Put_ReplacesTheWholeEntity()
    {
        await PutAsync(Sample.Group("x"), Sample.User("alice", Account, "x") with { Tags = [new IamTag("a", "b")] });

        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA1" });

        IamUser? alice = await FindAsync<IamUser>(IamEntityKey.User(Account, "alice"));
        Assert.Equal(Sample.User("alice") with { UniqueId = "AIDA1" }, alice);
    }

    [Fact]
    public async Task Commit_ThatPutsAndDeletesManyThings_DoesItAll()
    {
        await PutAsync(Sample.User("alice"), Sample.User("bob"), Sample.Group("x"));

        await CommitAsync(
            [Sample.User("bob", Account, "y"), Sample.Group("y")],
            [
                IamEntityKey.User(Account, "alice"), IamEntityKey.Group(Account, "x"),
                IamEntityKey.Group(Account, "X"),
            ]);

        IIamSnapshot snapshot = await SnapshotAsync();
        Assert.Null(await snapshot.FindUserAsync(Account, "alice", None));
        Assert.Equal("y", Assert.Single((await snapshot.FindUserAsync(Account, "bob", None))!.Groups).Name);
        Assert.Equal(1, await snapshot.CountAsync(IamEntityKind.Group, Account, None));
    }

    [Fact]
    public async Task CommitWithOneConflict_ChangesNothingOfTheRest()
    {
        long old = await PutAsync(Sample.User("alice"), Sample.User("gone"));
        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA1" });

        await RefusesAsync(new IamCommit
        {
            ExpectedRevision = old,
            AccountId = Account,
            Action = "iam:Test",
            Puts = [Sample.User("bob"), Sample.Group("x"), Sample.User("alice")],
            Deletions = [IamEntityKey.User(Account, "gone")],
        });

        Assert.Null(await FindAsync<IamUser>(IamEntityKey.User(Account, "bob")));
        Assert.Null(await FindAsync<IamGroup>(IamEntityKey.Group(Account, "x")));
        Assert.NotNull(await FindAsync<IamUser>(IamEntityKey.User(Account, "gone")));
        Assert.Equal("AIDA1", (await FindAsync<IamUser>(IamEntityKey.User(Account, "alice")))?.UniqueId);
    }

    [Fact]
    public async Task DeletionThatFindsNothing_IsNoError()
    {
        await CommitAsync([Sample.User("alice")], [IamEntityKey.User(Account, "none")]);

        Assert.NotNull(await FindAsync<IamUser>(IamEntityKey.User(Account, "alice")));
    }

    [Fact]
    public async Task Deleted_ThenMadeAgain_IsTheNewOne()
    {
        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA1" });
        await DeleteAsync(IamEntityKey.User(Account, "alice"));
        Assert.Null(await FindAsync<IamUser>(IamEntityKey.User(Account, "alice")));

        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA2" });

        Assert.Equal("AIDA2", (await FindAsync<IamUser>(IamEntityKey.User(Account, "alice")))?.UniqueId);
    }

    [Fact]
    public async Task Rename_IsADeletionAndAPut_InOneCommit()
    {
        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA1" });

        await CommitAsync([Sample.User("eve") with { UniqueId = "AIDA1" }], [IamEntityKey.User(Account, "alice")]);

        Assert.Null(await FindAsync<IamUser>(IamEntityKey.User(Account, "alice")));
        Assert.Equal("AIDA1", (await FindAsync<IamUser>(IamEntityKey.User(Account, "eve")))?.UniqueId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PL75_CaseOfAName_CanBeChanged_WithOrWithoutDeletingTheOldOne(bool isDeletedToo)
    {
        await PutAsync(Sample.User("alice"), Sample.Group("b"));

        await CommitAsync([Sample.User("Alice")], isDeletedToo ? [IamEntityKey.User(Account, "alice")] : []);

        IIamSnapshot snapshot = await SnapshotAsync();
        Assert.NotNull(await snapshot.FindUserAsync(Account, "Alice", None));
        Assert.Null(await snapshot.FindUserAsync(Account, "alice", None));
        Assert.Equal(1, await snapshot.CountAsync(IamEntityKind.User, Account, None));
        IReadOnlyList<IamEntity> users = await snapshot.ListAsync(
            new IamEntityQuery { Kind = IamEntityKind.User, AccountId = Account }, None);
        Assert.Equal("Alice", Assert.Single(users).Key.Name);
        Assert.Equal("Alice", Assert.Single((await LogAsync())[^1].Changes).Key.Name);
    }

    [Fact]
    public async Task PL75_PutInAnotherCase_IsNoSecondEntity()
    {
        await PutAsync(Sample.Group("Admins"));

        await PutAsync(Sample.Group("admins") with { UniqueId = "AGPA2" });

        Assert.Equal(1, await (await SnapshotAsync()).CountAsync(IamEntityKind.Group, Account, None));
        Assert.Equal("AGPA2", (await FindAsync<IamGroup>(IamEntityKey.Group(Account, "ADMINS")))?.UniqueId);
    }

    [Fact]
    public async Task CommitWithoutEffect_KeepsTheRevision_AndWritesNoLog()
    {
        await PutAsync(Sample.User("alice") with { Tags = [new IamTag("team", "red")] });
        long before = await RevisionAsync();

        long answered = await CommitAsync(
            [Sample.User("alice") with { Tags = [new IamTag("team", "red")] }], [IamEntityKey.User(Account, "none")]);
        long answeredToNothing = await CommitAsync([]);

        Assert.Equal((before, before), (answered, answeredToNothing));
        Assert.Equal(before, await RevisionAsync());
        Assert.Single(await LogAsync());
    }

    [Fact]
    public async Task RefusedCommit_DecidedAnew_IsMade()
    {
        long old = await PutAsync(Sample.User("alice"));
        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA1" });
        var late = new IamCommit
        {
            ExpectedRevision = old,
            AccountId = Account,
            Action = "iam:Test",
            Puts = [Sample.User("alice")],
        };
        IamRevisionConflictException conflict = await RefusesAsync(late);

        await PutAsync([.. late.Puts]);

        Assert.Equal(IamEntityKey.User(Account, "alice"), conflict.Key);
        Assert.Null((await FindAsync<IamUser>(IamEntityKey.User(Account, "alice")))!.UniqueId);
    }
}
