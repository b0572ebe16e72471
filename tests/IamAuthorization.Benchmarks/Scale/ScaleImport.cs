using System.Diagnostics;
using IamAuthorization.Accounts;
using IamAuthorization.Benchmarks.Survival;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>Fills a store as an import does: few commits, each with many entities.</summary>
internal static class ScaleImport
{
    /// <returns>How many seconds each commit took, but for the last, which may be smaller.</returns>
    public static async Task<double[]> RunAsync(
        string kind, string connectionString, ScaleWorld world, int commitSize)
    {
        await using SurvivalStore opened =
            await SurvivalStore.OpenAsync(SurvivalStore.DialectOf(kind, connectionString));
        var seconds = new List<double>();
        foreach (IamEntity[] entities in world.Entities().Chunk(commitSize))
        {
            IIamSnapshot snapshot = await opened.Store.GetSnapshotAsync(CancellationToken.None);
            long start = Stopwatch.GetTimestamp();
            await opened.Store.CommitAsync(
                new IamCommit
                {
                    ExpectedRevision = snapshot.Revision,
                    AccountId = ScaleWorld.Account,
                    Action = "iam:Import",
                    Puts = [.. entities],
                },
                CancellationToken.None);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return [.. seconds];
    }
}
