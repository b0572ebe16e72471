using IamAuthorization.Benchmarks.Workloads;

namespace IamAuthorization.Benchmarks.Limits;

/// <summary>Measures what no workload shows: the worst case, two threads, a policy that changes, memory.</summary>
internal static class LimitsRunner
{
    /// <summary>Runs the parts.</summary>
    /// <returns>The exit code: 1 when an answer was wrong.</returns>
    public static async Task<int> RunAsync(LimitsOptions options, TextWriter output)
    {
        Workload app = TypicalApp.Workload();
        var floor = new FloorPeer(app);
        floor.SetUp();
        int wrong = 0;
        if (options.Only.Contains(LimitsOptions.WorstCase))
        {
            wrong = new WorstCaseTable(options, floor).Run(output);
        }

        if (options.Only.Contains(LimitsOptions.Threads))
        {
            var engine = new ProjectPeer(app);
            engine.SetUp();
            new ThreadScaling(options, app.Requests.Length).Run(engine, floor, output);
        }

        if (options.Only.Contains(LimitsOptions.Changes))
        {
            await new ChangeVisibility(options).RunAsync(output);
        }

        if (options.Only.Contains(LimitsOptions.Memory))
        {
            new MemoryReach(options).Run(output);
        }

        return wrong == 0 ? 0 : 1;
    }
}
