namespace IamAuthorization.Benchmarks.Http;

/// <summary>What was measured of one variant; a line of the output file. CPU times of the server process.</summary>
internal sealed record HttpFigures
{
    public required string Variant { get; init; }

    /// <summary>Microseconds of CPU time per request, median over rounds.</summary>
    public required double Cpu { get; init; }

    public required double Min { get; init; }

    public required double Max { get; init; }

    /// <summary>Bytes allocated per request, median over rounds.</summary>
    public required double Bytes { get; init; }

    /// <summary>What it costs in multiples of stock JwtBearer with HS256, median over rounds.</summary>
    public required double? RatioToHs256 { get; init; }

    /// <summary>The same in multiples of <see cref="HttpVariant.RequireClaim"/>.</summary>
    public required double? RatioToRequireClaim { get; init; }

    /// <summary>As <see cref="RatioToHs256"/>, for what both cost beyond the unguarded endpoint.</summary>
    public required double? GuardRatioToHs256 { get; init; }

    public required int Rounds { get; init; }

    public required int Requests { get; init; }

    public required int Connections { get; init; }

    public required string About { get; init; }
}
