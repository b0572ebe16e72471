namespace IamAuthorization.Benchmarks.Workloads;

/// <summary>What was measured of one peer on one workload; a row of the output file.</summary>
internal sealed record Figures
{
    public required string Peer { get; init; }

    public required string Workload { get; init; }

    /// <summary>The step of a sweep, or the number of statements.</summary>
    public required int N { get; init; }

    /// <summary>Nanoseconds per decision, median over rounds.</summary>
    public required double Ns { get; init; }

    /// <summary>Nanoseconds per decision in calibration steps, median over rounds.</summary>
    public required double Rel { get; init; }

    /// <summary>Nanoseconds per calibration step, median over rounds.</summary>
    public required double Cal { get; init; }

    /// <summary>The fastest round, nanoseconds per decision.</summary>
    public required double Min { get; init; }

    /// <summary>The slowest round, nanoseconds per decision.</summary>
    public required double Max { get; init; }

    /// <summary>Bytes allocated per decision on the deciding thread, median over rounds.</summary>
    public required double AllocBytes { get; init; }

    /// <summary>Decisions in all rounds.</summary>
    public required long Decisions { get; init; }

    /// <summary>Answers compared with the expected ones.</summary>
    public required int Checked { get; init; }

    /// <summary>Answers that were wrong.</summary>
    public required int Mismatches { get; init; }

    /// <summary>From documents to ready, milliseconds.</summary>
    public required double SetupMs { get; init; }

    /// <summary>What set-up keeps without the strings of the documents, in 2^20 bytes.</summary>
    public required double HeapMB { get; init; }

    public required string Version { get; init; }

    public required string About { get; init; }
}
