using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.EntityFrameworkCore.Tests.Histories;

/// <summary>
/// Grants, revocations and questions of several clients on two nodes over one database: linearizable where a node asks
/// the database, where a question passes the revision, and at the node that wrote; elsewhere late, but never back.
/// </summary>
[Trait("Threat", "C2")]
public sealed class RecordedHistoriesInDatabases
{
    private const int HistoriesPerDatabase = 10;

    /// <summary>WHY so much: a history in a database takes as long as a hundred in memory.</summary>
    private const int Worth = 4_000;

    public static TheoryData<string, bool> Clusters => new()
    {
        { TestDatabase.Sqlite, true },
        { TestDatabase.Sqlite, false },
        { TestDatabase.PostgreSql, true },
        { TestDatabase.PostgreSql, false },
    };

    [Theory]
    [MemberData(nameof(Clusters))]
    public async Task C2_ClientsAtOnce_EveryHistory_IsLinearizable(string kind, bool isOne) =>
        await RandomRuns.HoldAsync(
            1,
            async random =>
            {
                await using ClusterInDatabase world = await ClusterInDatabase.NewAsync(kind, isOne);
                for (int i = 0; i < HistoriesPerDatabase; i++)
                {
                    await world.Cluster.HoldAsync(random);
                }
            },
            Worth);
}
