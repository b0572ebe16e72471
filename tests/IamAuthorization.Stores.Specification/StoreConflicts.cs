using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>Which commits made meanwhile refuse a commit, and which do not.</summary>
public abstract class StoreConflicts(StoreFixture fixture) : StoreSpecification(fixture)
{
    private static readonly IamEntityKey Alice = IamEntityKey.User(Account, "alice");
    private static readonly IamUser Changed = Sample.User("alice") with { UniqueId = "AIDA9" };

    /// <summary>What a commit does with the entity: as its own use of it, or as the one made meanwhile.</summary>
    public enum Use
    {
        Put,
        PutInAnotherCase,
        Delete,
        Touch,
        Read,
    }

    public static TheoryData<Use, Use> Conflicts => new(
        from meanwhile in (Use[])[Use.Put, Use.PutInAnotherCase, Use.Delete, Use.Touch]
        from late in Enum.GetValues<Use>()
        select new TheoryDataRow<Use, Use>(meanwhile, late));

    [Theory]
    [MemberData(nameof(Conflicts))]
    public async Task ChangedOrTouchedMeanwhile_RefusesEveryUse(Use meanwhile, Use late)
    {
        long decided = await PutAsync(Sample.User("alice"));
        await Store.CommitAsync(Commit(meanwhile, decided, "first"), None);

        IamRevisionConflictException conflict = await RefusesAsync(Commit(late, decided, "second"));

        Assert.Equal(Alice, conflict.Key);
        Assert.Null(await FindAsync<IamGroup>(IamEntityKey.Group(Account, "second")));
    }

    [Theory]
    [InlineData(Use.Put)]
    [InlineData(Use.Delete)]
    [InlineData(Use.Touch)]
    [InlineData(Use.Read)]
    public async Task ReadMeanwhile_RefusesNothing(Use late)
    {
        long decided = await PutAsync(Sample.User("alice"));
        await Store.CommitAsync(Commit(Use.Read, decided, "first"), None);

        await Store.CommitAsync(Commit(late, decided, "second"), None);

        Assert.NotNull(await FindAsync<IamGroup>(IamEntityKey.Group(Account, "second")));
    }

    [Theory]
    [InlineData(Use.Put)]
    [InlineData(Use.Delete)]
    [InlineData(Use.Touch)]
    [InlineData(Use.Read)]
    public async Task UnrelatedCommitsMeanwhile_RefuseNothing(Use late)
    {
        long decided = await PutAsync(Sample.User("alice"), Sample.User("bob"));
        await PutAsync(Sample.User("bob") with { UniqueId = "AIDA2" });
        await PutAsync(Sample.Group("alice"), Sample.User("alice", OtherAccount));

        await Store.CommitAsync(Commit(late, decided, "second"), None);

        Assert.NotNull(await FindAsync<IamGroup>(IamEntityKey.Group(Account, "second")));
    }

    [Theory]
    [InlineData(Use.Put)]
    [InlineData(Use.Delete)]
    [InlineData(Use.Touch)]
    [InlineData(Use.Read)]
    public async Task DeletedAndMadeAgainMeanwhile_IsAConflict_ThoughItLooksTheSame(Use late)
    {
        long decided = await PutAsync(Sample.User("alice"));
        await DeleteAsync(Alice);
        await PutAsync(Sample.User("alice"));

        await RefusesAsync(Commit(late, decided, "second"));
    }

    [Theory]
    [InlineData(Use.Put)]
    [InlineData(Use.Touch)]
    [InlineData(Use.Read)]
    public async Task MadeMeanwhile_IsAConflict_ForWhoeverFoundNothing(Use late)
    {
        long decided = await RevisionAsync();
        await PutAsync(Sample.User("alice"));

        await RefusesAsync(Commit(late, decided, "second"));
    }

    [Fact]
    public async Task TouchedEntity_IsNotChanged()
    {
        long decided = await PutAsync(Sample.User("alice"));

        await Store.CommitAsync(Commit(Use.Touch, decided, "first"), None);

        Assert.Equal(Sample.User("alice"), await FindAsync<IamUser>(Alice));
        ChangeLogEntry entry = Assert.Single(await LogAsync(new ChangeLogQuery { AfterRevision = decided }));
        Assert.Equal(IamEntityKey.Group(Account, "first"), Assert.Single(entry.Changes).Key);
    }

    [Fact]
    public async Task ExclusiveCommit_IsRefusedByAnyOther_AndMadeWhenThereWasNone()
    {
        long decided = await PutAsync(Sample.User("alice"));
        await PutAsync(Sample.User("bob", OtherAccount));

        await RefusesAsync(Exclusive(decided));
        await Store.CommitAsync(Exclusive(await RevisionAsync()), None);

        Assert.NotNull(await FindAsync<IamGroup>(IamEntityKey.Group(Account, "x")));
    }

    [Fact]
    public async Task RevisionThatIsNotThereYet_IsRefused()
    {
        long revision = await PutAsync(Sample.User("alice"));

        await RefusesAsync(Commit(Use.Read, revision + 1, "second"));
    }

    /// <summary>A commit with that use of alice, which also makes a group, so that it always has an effect.</summary>
    private static IamCommit Commit(Use use, long revision, string group) => new()
    {
        ExpectedRevision = revision,
        AccountId = Account,
        Action = "iam:Test",
        Puts = use switch
        {
            Use.Put => [Sample.Group(group), Changed],
            Use.PutInAnotherCase => [Sample.Group(group), Sample.User("ALICE")],
            _ => [Sample.Group(group)],
        },
        Deletions = use == Use.Delete ? [Alice] : [],
        Touches = use == Use.Touch ? [Alice] : [],
        Reads = use == Use.Read ? [Alice] : [],
    };

    private static IamCommit Exclusive(long revision) => new()
    {
        ExpectedRevision = revision,
        AccountId = Account,
        Action = "iam:Test",
        Puts = [Sample.Group("x")],
        IsExclusive = true,
    };
}
