namespace IamAuthorization.Benchmarks.Scale;

/// <summary>What was measured of one store; a line of the output file.</summary>
internal sealed record ScaleFigures
{
    public required string Store { get; init; }

    public required int Users { get; init; }

    public required int Policies { get; init; }

    public required int Groups { get; init; }

    /// <summary>Seconds that filling the store took, over all commits.</summary>
    public required double ImportSeconds { get; init; }

    /// <summary>Seconds of each commit, in their order.</summary>
    public required double[] CommitSeconds { get; init; }

    /// <summary>The size of the database in megabytes.</summary>
    public required double DatabaseMB { get; init; }

    /// <summary>Milliseconds from the first line of a new process to its first decision, median.</summary>
    public required double StartNewProcess { get; init; }

    /// <summary>The same on a store with one user.</summary>
    public required double StartNewProcessOneUser { get; init; }

    /// <summary>Milliseconds from building a host to its first decision in a process that is warm, median.</summary>
    public required double StartWarm { get; init; }

    /// <summary>The same on a store with one user.</summary>
    public required double StartWarmOneUser { get; init; }

    public required int Asked { get; init; }

    /// <summary>Milliseconds of the first decision about a principal.</summary>
    public required double ColdP50 { get; init; }

    public required double ColdP99 { get; init; }

    public required double ColdMax { get; init; }

    /// <summary>Milliseconds of CPU time of one, mean; that of a database server is not in it.</summary>
    public required double ColdCpu { get; init; }

    /// <summary>Queries of the first decision about a principal, the most of any that was watched.</summary>
    public required int QueriesMax { get; init; }

    /// <summary>What plans of these queries look at more than was asked for.</summary>
    public required string[] Scans { get; init; }

    /// <summary>Nanoseconds of a decision about a principal that is in memory, in a scope of its own, median.</summary>
    public required double WarmNs { get; init; }

    /// <summary>The same of CPU time, which tells more on a machine that others use.</summary>
    public required double WarmCpuNs { get; init; }

    public required ScaleMemory Memory { get; init; }

    public required ScaleBound Bound { get; init; }

    /// <summary>How many decisions were not what they should be.</summary>
    public required int Wrong { get; init; }

    public required string About { get; init; }
}
