using IamAuthorization.Accounts;
using IamAuthorization.Stores.Specification.Histories;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.Authorizer.Tests.Histories;

/// <summary>Three nodes over one store in memory.</summary>
internal sealed class ClusterInMemory : IAsyncDisposable
{
    private const int Nodes = 3;

    private readonly List<AccountNode> _nodes;
    private readonly List<LateStore> _late;

    private ClusterInMemory(AccountCluster cluster, List<AccountNode> nodes, List<LateStore> late) =>
        (Cluster, _nodes, _late) = (cluster, nodes, late);

    public AccountCluster Cluster { get; }

    /// <param name="random">Draws where the nodes are interrupted.</param>
    /// <param name="isOne">Whether all nodes read the store itself, or hear of its commits late.</param>
    /// <param name="isSimulated">Whether all run on one thread, in an order that is drawn.</param>
    /// <param name="spoil">What is wrong with the store of a node; null for nothing.</param>
    /// <param name="configure">What else a node registers.</param>
    public static async Task<ClusterInMemory> NewAsync(
        Random random,
        bool isOne,
        bool isSimulated,
        Func<IIamStore, IIamStore>? spoil = null,
        Action<IServiceCollection>? configure = null)
    {
        var shared = new InMemoryIamStore();
        List<LateStore> late = isOne
            ? []
            : [.. Enumerable.Range(0, Nodes).Select(_ => new LateStore(shared, isToldLast: random.Next(2) == 0))];
        Func<Task> pause = isSimulated ? SimulatedPause(random) : RealPause(random.Next());
        List<AccountNode> nodes =
        [
            .. Enumerable.Range(0, Nodes).Select(node => new AccountNode(
                new RestlessStore(isOne ? shared : late[node], pause),
                TimeProvider.System,
                pause,
                spoil,
                configure)),
        ];
        var cluster = new AccountCluster(nodes, isOne, isSimulated ? Simulated(random) : AtOnceAsync)
        {
            ListenAsync = isOne
                ? null
                : node =>
                {
                    late[node].Listen();
                    return Task.CompletedTask;
                },
        };
        await cluster.PrepareAsync();
        return new ClusterInMemory(cluster, nodes, late);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (AccountNode node in _nodes)
        {
            await node.DisposeAsync();
        }

        _late.ForEach(store => store.Dispose());
    }

    private static Func<IReadOnlyList<Func<Task>>, Task> Simulated(Random random) => clients =>
    {
        SeededTurns.Run(random, clients);
        return Task.CompletedTask;
    };

    private static Task AtOnceAsync(IReadOnlyList<Func<Task>> clients) =>
        Task.WhenAll(clients.Select(client => Task.Run(client)));

    private static Func<Task> SimulatedPause(Random random) => async () =>
    {
        if (random.Next(3) == 0)
        {
            await Task.Yield();
        }
    };

    /// <summary>WHY no random: many threads pause, and only one of them may draw.</summary>
    private static Func<Task> RealPause(int seed)
    {
        uint number = (uint)seed;
        return async () =>
        {
            if (Interlocked.Increment(ref number) * 2_654_435_761U < uint.MaxValue / 3)
            {
                await Task.Yield();
            }
        };
    }
}
