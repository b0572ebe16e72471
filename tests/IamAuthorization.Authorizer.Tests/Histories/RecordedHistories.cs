using System.Collections.Concurrent;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;
using IamAuthorization.Stores.Specification.Histories;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.Authorizer.Tests.Histories;

/// <summary>
/// Grants, revocations and questions of several clients on several nodes at once: what they were answered can be
/// explained by one order of instants, and a node that serves what was revoked is found out.
/// </summary>
[Trait("Threat", "C2")]
public sealed class RecordedHistories
{
    private const int HistoriesPerCluster = 25;
    private const int Shapes = 4;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task C2_ClientsAtOnce_EveryHistory_IsLinearizable(bool isOne, bool isSimulated) =>
        await RandomRuns.HoldAsync(
            10,
            async random =>
            {
                await using ClusterInMemory world = await ClusterInMemory.NewAsync(random, isOne, isSimulated);
                for (int i = 0; i < HistoriesPerCluster; i++)
                {
                    await world.Cluster.HoldAsync(random);
                }
            },
            worth: HistoriesPerCluster * Shapes);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SameSeed_SimulatedHistory_IsTheSame(bool isOne)
    {
        string first = await PlayAsync(isOne, seed: 7);

        Assert.Equal(first, await PlayAsync(isOne, seed: 7));
        Assert.NotEqual(first, await PlayAsync(isOne, seed: 8));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AuthorizerThatRemembersDecisions_IsFoundOut(bool isSimulated)
    {
        var remembered = new ConcurrentDictionary<(Arn Caller, ActionName Action), IamDecision>();

        await IsFoundOutAsync(
            isOne: true,
            isSimulated,
            configure: services => services.SpoilAuthorizer(inner => new ForgetlessAuthorizer(inner, remembered)));
    }

    [Fact]
    public async Task AuthorizerThatDoesNotHeedTheRevision_IsFoundOut() => await IsFoundOutAsync(
        isOne: false,
        isSimulated: true,
        configure: services => services.SpoilAuthorizer(inner => new HeedlessAuthorizer(inner)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ChangesThatDoNotSayWhatChanged_AreFoundOut(bool isOne) => await IsFoundOutAsync(
        isOne, isSimulated: true, spoil: store => new SpoiltStore(store) { TellsKeys = false });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StoreThatGoesBack_IsFoundOut(bool isOne) => await IsFoundOutAsync(
        isOne, isSimulated: true, spoil: store => new SpoiltStore(store) { GoesBack = true });

    /// <summary>A fault that histories are there to find is found in few of them.</summary>
    private static async Task IsFoundOutAsync(
        bool isOne,
        bool isSimulated,
        Func<IIamStore, IIamStore>? spoil = null,
        Action<IServiceCollection>? configure = null)
    {
        var random = new Random(1);
        await using ClusterInMemory world = await ClusterInMemory.NewAsync(
            random, isOne, isSimulated, spoil, configure);
        string? violation = null;
        for (int i = 0; i < 500 && violation is null; i++)
        {
            violation = (await world.Cluster.PlayAsync(random)).FindViolation();
        }

        Assert.NotNull(violation);
    }

    private static async Task<string> PlayAsync(bool isOne, int seed)
    {
        var random = new Random(seed);
        await using ClusterInMemory world = await ClusterInMemory.NewAsync(random, isOne, isSimulated: true);
        AccountHistory history = await world.Cluster.PlayAsync(random);
        return string.Join('\n', history.Operations);
    }
}
