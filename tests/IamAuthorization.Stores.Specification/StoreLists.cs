using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>Entities of one kind in the order of their names, page by page.</summary>
public abstract class StoreLists(StoreFixture fixture) : StoreSpecification(fixture)
{
    /// <summary>In the order of their names without regard to case, by code units.</summary>
    private static readonly string[] Ordered =
        ["+x", "-x", "1", "10", "2", "Alice", "alice-2", "alice.x", "alice2", "ALICEa", "b", "C", "d", "_z"];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(1_000)]
    public async Task Pages_HoldEachEntityOnce_InTheOrderOfNames(int countMax)
    {
        await PutAsync([.. Ordered.Reverse().Select(name => Sample.User(name)), Sample.User("other", OtherAccount)]);
        await PutAsync(Sample.Group("group"));
        var names = new List<string>();

        IReadOnlyList<IamEntity> page = [];
        do
        {
            page = await ListAsync(page.Count == 0 ? null : page[^1].Key.Name, countMax);
            Assert.True(page.Count <= countMax);
            names.AddRange(Sample.Names(page));
        }
        while (page.Count > 0);

        Assert.Equal(Ordered, names);
    }

    [Theory]
    [InlineData("alice2", "ALICEa, b, C, d, _z")]
    [InlineData("ALICE2", "ALICEa, b, C, d, _z")]
    [InlineData("alice", "alice-2, alice.x, alice2, ALICEa, b, C, d, _z")]
    [InlineData("aaa", "Alice, alice-2, alice.x, alice2, ALICEa, b, C, d, _z")]
    [InlineData("c", "d, _z")]
    [InlineData("_z", "")]
    [InlineData("zzz", "_z")]
    [InlineData("", "+x, -x, 1, 10, 2, Alice, alice-2, alice.x, alice2, ALICEa, b, C, d, _z")]
    public async Task After_IsANameInAnyCase_WhetherItIsThereOrNot(string after, string expected)
    {
        await PutAsync([.. Ordered.Select(name => Sample.User(name))]);

        Assert.Equal(expected, string.Join(", ", Sample.Names(await ListAsync(after, 1_000))));
    }

    [Fact]
    public async Task Paging_OnOneSnapshot_MissesNothing_WhatEverChangesMeanwhile()
    {
        await PutAsync([.. "abcdef".Select(letter => Sample.User(letter.ToString()))]);
        IIamSnapshot snapshot = await SnapshotAsync();

        IReadOnlyList<IamEntity> first = await snapshot.ListAsync(Query(null, 3), None);
        await CommitAsync([Sample.User("bb"), Sample.User("dd")], [IamEntityKey.User(Account, "e")]);
        IReadOnlyList<IamEntity> second = await snapshot.ListAsync(Query(first[^1].Key.Name, 1_000), None);

        Assert.Equal(["a", "b", "c", "d", "e", "f"], Sample.Names(first.Concat(second)));
    }

    [Fact]
    public async Task KindsWithoutAccount_AreListedWithAnEmptyOne()
    {
        await PutAsync(
            Sample.AccessKey("AKIAB", "a"),
            Sample.AccessKey("AKIAA", "b", OtherAccount),
            Sample.AccessKey("akiab", "c"));
        IIamSnapshot snapshot = await SnapshotAsync();

        IReadOnlyList<IamEntity> keys = await snapshot.ListAsync(
            new IamEntityQuery { Kind = IamEntityKind.AccessKey, AccountId = string.Empty }, None);

        Assert.Equal(["AKIAA", "AKIAB", "akiab"], Sample.Names(keys));
        Assert.Equal(3, await snapshot.CountAsync(IamEntityKind.AccessKey, string.Empty, None));
        Assert.Equal(0, await snapshot.CountAsync(IamEntityKind.AccessKey, Account, None));
    }

    [Fact]
    public async Task ListedEntities_AreWhole()
    {
        await PutAsync([.. StoreReads.OneOfEach]);
        IIamSnapshot snapshot = await SnapshotAsync();

        foreach (IamEntity entity in StoreReads.OneOfEach)
        {
            var query = new IamEntityQuery { Kind = entity.Key.Kind, AccountId = entity.Key.AccountId };
            Assert.Equal(entity, Assert.Single(await snapshot.ListAsync(query, None)));
        }
    }

    [Fact]
    public async Task Count_IsPerKindAndAccount()
    {
        await PutAsync([.. Ordered.Select(name => Sample.User(name))]);
        await PutAsync(Sample.User("x", OtherAccount), Sample.Group("y"));
        await DeleteAsync(IamEntityKey.User(Account, "ALICE"));
        IIamSnapshot snapshot = await SnapshotAsync();

        Assert.Equal(Ordered.Length - 1, await snapshot.CountAsync(IamEntityKind.User, Account, None));
        Assert.Equal(1, await snapshot.CountAsync(IamEntityKind.User, OtherAccount, None));
        Assert.Equal(1, await snapshot.CountAsync(IamEntityKind.Group, Account, None));
        Assert.Equal(0, await snapshot.CountAsync(IamEntityKind.Role, Account, None));
    }

    private static IamEntityQuery Query(string? after, int countMax) =>
        new() { Kind = IamEntityKind.User, AccountId = Account, After = after, CountMax = countMax };

    private async Task<IReadOnlyList<IamEntity>> ListAsync(string? after, int countMax) =>
        await (await SnapshotAsync()).ListAsync(Query(after, countMax), None);
}
