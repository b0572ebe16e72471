using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>Last uses: kept beside everything else, later ones in the place of earlier ones.</summary>
public abstract class StoreLastUsed(StoreFixture fixture) : StoreSpecification(fixture)
{
    private const string Key = "AKIA1";

    private IIamLastUsedStore LastUsed => (IIamLastUsedStore)Store;

    [Fact]
    public async Task NeverUsed_IsNotFound()
    {
        await RecordAsync(Use(Key, 1));

        Assert.Empty(await FindAsync("AKIA2", "akia1", string.Empty));
        Assert.Empty(await FindAsync());
    }

    [Theory]
    [InlineData("orders", "eu-west-1")]
    [InlineData("orders", null)]
    [InlineData(null, "eu-west-1")]
    [InlineData(null, null)]
    public async Task Used_IsFoundAsItWasRecorded(string? service, string? region)
    {
        IamLastUse use = Use(Key, 1) with { Service = service, Region = region };

        await RecordAsync(use);

        Assert.Equal(use, Assert.Single(await FindAsync(Key, Key)).Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UsedAgain_LatestCounts_InWhateverOrderTheyAreRecorded(bool atOnce)
    {
        IamLastUse[] uses =
            [Use(Key, 2), Use("AROA1", 9), Use(Key, 3) with { Service = "reports" }, Use(Key, 1), Use("AROA1", 8)];
        foreach (IamLastUse[] some in uses.Chunk(atOnce ? uses.Length : 1))
        {
            await RecordAsync(some);
        }

        IReadOnlyDictionary<string, IamLastUse> found = await FindAsync(Key, "AROA1");

        Assert.Equal(
            [uses[2], uses[1]], found.OrderBy(use => use.Key, StringComparer.Ordinal).Select(use => use.Value));
    }

    [Fact]
    public async Task Recording_IsNoChange()
    {
        await PutAsync(Sample.User("alice"));
        int told = 0;
        using IDisposable subscription = Store.Subscribe(_ => told++);

        await RecordAsync(Use(Key, 1));

        Assert.Equal((1, 0), (await RevisionAsync(), told));
        Assert.Single(await LogAsync());
        Assert.Equal(2, await PutAsync(Sample.User("bob")));
    }

    [Fact]
    public async Task ManyAtOnce_AreAllFound()
    {
        const int Count = 1_001;
        IamLastUse[] uses = [.. Enumerable.Range(0, Count).Select(number => Use($"AKIA{number:0000}", number))];

        await RecordAsync(uses);
        await RecordAsync([]);

        IReadOnlyDictionary<string, IamLastUse> found = await FindAsync([.. uses.Select(use => use.Id)]);
        Assert.Equal(uses, found.Values.OrderBy(use => use.Id, StringComparer.Ordinal));
    }

    [Fact]
    public async Task WritersAtOnce_LatestCounts()
    {
        const int Writers = 8;
        string[] ids = [.. Enumerable.Range(0, 50).Select(number => $"AKIA{number:00}")];

        await Task.WhenAll(Enumerable.Range(1, Writers).Select(writer => Task.Run(
            () => RecordAsync([.. (writer % 2 == 0 ? ids : ids.Reverse()).Select(id => Use(id, writer))]))));

        Assert.All((await FindAsync(ids)).Values, use => Assert.Equal(Use(use.Id, Writers), use));
    }

    private static IamLastUse Use(string id, int second) =>
        new() { Id = id, At = Sample.Instant.AddSeconds(second), Service = "orders", Region = "eu-west-1" };

    private Task RecordAsync(params IamLastUse[] uses) => LastUsed.RecordLastUsesAsync(uses, None).AsTask();

    private Task<IReadOnlyDictionary<string, IamLastUse>> FindAsync(params string[] ids) =>
        LastUsed.FindLastUsesAsync(ids, None).AsTask();
}
