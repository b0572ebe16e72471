using IamAuthorization.Authorizer;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Stores.Specification.Histories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.EntityFrameworkCore.Tests.Histories;

/// <summary>Two nodes, each with a store object of its own, over one database.</summary>
internal sealed class ClusterInDatabase : IAsyncDisposable
{
    private const int Nodes = 2;

    private readonly TestDatabase _database;
    private readonly List<AccountNode> _nodes;

    private ClusterInDatabase(TestDatabase database, List<AccountNode> nodes, AccountCluster cluster) =>
        (_database, _nodes, Cluster) = (database, nodes, cluster);

    public AccountCluster Cluster { get; }

    /// <param name="kind">The kind of the database.</param>
    /// <param name="isOne">
    /// Whether nodes ask the database for each state, or serve the one they know for as long as it is not too old and
    /// hear of others' commits from time to time.
    /// </param>
    public static async Task<ClusterInDatabase> NewAsync(string kind, bool isOne)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var options = new IamStoreOptions { MaxStaleness = isOne ? TimeSpan.Zero : TimeSpan.FromSeconds(30) };
        TestDatabase database = await TestDatabase.NewAsync(kind);
        var nodes = new List<AccountNode>();
        var stores = new List<EfIamStore>();
        for (int i = 0; i < Nodes; i++)
        {
            stores.Add(await database.OpenAsync(clock, options));
            nodes.Add(new AccountNode(stores[i], clock, configure: WaitLonger));
        }

        var cluster = new AccountCluster(
            nodes, isOne, clients => Task.WhenAll(clients.Select(client => Task.Run(client))))
        {
            ListenAsync = isOne ? null : node => stores[node].Observer.RefreshAsync(CancellationToken.None),
            Clock = isOne ? null : new ClockOfNodes(clock, options.MaxStaleness),
        };
        await cluster.PrepareAsync();
        return new ClusterInDatabase(database, nodes, cluster);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (AccountNode node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _database.DisposeAsync();
    }

    /// <summary>WHY: histories move the clock on, and who waits for the database meanwhile has not waited.</summary>
    private static void WaitLonger(IServiceCollection services) =>
        services.Configure<IamAuthorizerOptions>(options => options.StoreTimeout = IamAuthorizerOptions.TimeoutMax);
}
