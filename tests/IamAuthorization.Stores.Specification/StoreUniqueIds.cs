using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>Unique ids find the entity that has them now.</summary>
public abstract class StoreUniqueIds(StoreFixture fixture) : StoreSpecification(fixture)
{
    public static TheoryData<string> Ids => ["AIDA1", "AGPA1", "AROA1", "ANPA1"];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task UniqueId_FindsItsEntity(string id)
    {
        await PutAsync([.. StoreReads.OneOfEach]);

        IamEntity? found = await (await SnapshotAsync()).FindByUniqueIdAsync(id, None);

        Assert.Equal(StoreReads.OneOfEach.Single(entity => entity.Key == found?.Key), found);
        Assert.Contains(id, found!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownId_FindsNothing()
    {
        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA1" }, Sample.User("bob"));
        IIamSnapshot snapshot = await SnapshotAsync();

        Assert.Null(await snapshot.FindByUniqueIdAsync("AIDA2", None));
        Assert.Null(await snapshot.FindByUniqueIdAsync(string.Empty, None));
    }

    [Fact]
    public async Task IdOfADeletedEntity_FindsNothing_EvenWhenTheNameIsUsedAgain()
    {
        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA1" });
        await DeleteAsync(IamEntityKey.User(Account, "alice"));
        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA2" });
        IIamSnapshot snapshot = await SnapshotAsync();

        Assert.Null(await snapshot.FindByUniqueIdAsync("AIDA1", None));
        Assert.Equal("alice", (await snapshot.FindByUniqueIdAsync("AIDA2", None))?.Key.Name);
    }

    [Fact]
    public async Task RenamedEntity_KeepsItsId()
    {
        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA1" });
        await CommitAsync([Sample.User("eve") with { UniqueId = "AIDA1" }], [IamEntityKey.User(Account, "alice")]);

        Assert.Equal("eve", (await (await SnapshotAsync()).FindByUniqueIdAsync("AIDA1", None))?.Key.Name);
    }

    [Fact]
    public async Task NameAndIdSwappedInOneCommit_EachIdFindsItsNewEntity()
    {
        await PutAsync(Sample.User("a") with { UniqueId = "AIDA1" }, Sample.User("b") with { UniqueId = "AIDA2" });
        await PutAsync(Sample.User("a") with { UniqueId = "AIDA2" }, Sample.User("b") with { UniqueId = "AIDA1" });
        IIamSnapshot snapshot = await SnapshotAsync();

        Assert.Equal("b", (await snapshot.FindByUniqueIdAsync("AIDA1", None))?.Key.Name);
        Assert.Equal("a", (await snapshot.FindByUniqueIdAsync("AIDA2", None))?.Key.Name);
    }
}
