using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace IamAuthorization.Benchmarks.Http;

/// <summary>Measures the CPU time that a request costs the server, guarded in each way, in one run.</summary>
internal static class HttpRunner
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Runs all variants, their bursts interleaved.</summary>
    public static async Task RunAsync(HttpOptions options, TextWriter output)
    {
        var peers = new List<HttpPeer>();
        try
        {
            foreach (string variant in options.Variants)
            {
                peers.Add(await HttpPeer.StartAsync(variant, options.Connections));
                await peers[^1].WarmUpAsync(options.WarmUp);
            }

            for (int round = 0; round < options.Rounds; round++)
            {
                // WHY another first each round: what the machine does besides hits no variant more than others.
                foreach (HttpPeer peer in peers.Skip(round % peers.Count).Concat(peers.Take(round % peers.Count)))
                {
                    await peer.MeasureAsync(options.Requests);
                }
            }
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }

        HttpFigures[] figures = [.. peers.Select(peer => FiguresOf(peer, peers, options))];
        Print(figures, output);
        if (options.OutFile is { } file)
        {
            File.WriteAllLines(file, figures.Select(row => JsonSerializer.Serialize(row, Json)));
        }
    }

    private static HttpFigures FiguresOf(HttpPeer peer, List<HttpPeer> peers, HttpOptions options)
    {
        List<double>? floor = peers.Find(other => other.Variant == HttpVariant.Anonymous)?.Microseconds;
        List<double>? stock = peers.Find(other => other.Variant == HttpVariant.JwtHs256)?.Microseconds;
        List<double>? claim = peers.Find(other => other.Variant == HttpVariant.RequireClaim)?.Microseconds;
        List<double> own = peer.Microseconds;
        return new HttpFigures
        {
            Variant = peer.Variant,
            Cpu = Median(own),
            Min = own.Min(),
            Max = own.Max(),
            Bytes = Median(peer.Bytes),
            RatioToHs256 = RatioOf(own, stock),
            RatioToRequireClaim = RatioOf(own, claim),
            GuardRatioToHs256 = stock is null || floor is null
                ? null
                : Median(own.Select((mine, round) => (mine - floor[round]) / (stock[round] - floor[round]))),
            Rounds = options.Rounds,
            Requests = options.Requests,
            Connections = options.Connections,
            About = $"{RuntimeInformation.FrameworkDescription}; {Environment.ProcessorCount} processors",
        };
    }

    private static void Print(HttpFigures[] figures, TextWriter output)
    {
        output.WriteLine("CPU time of the server process per request");
        output.WriteLine(
            "variant                   median us     min us     max us      bytes   x jwt-hs256   x require-claim"
                + "   guard x jwt-hs256");
        foreach (HttpFigures row in figures)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Variant,-24}{row.Cpu,11:F1}{row.Min,11:F1}{row.Max,11:F1}{row.Bytes,11:F0}"
                    + $"{row.RatioToHs256,14:F3}{row.RatioToRequireClaim,18:F3}{row.GuardRatioToHs256,20:F2}"));
        }

        PrintTarget(figures, HttpVariant.RequireIam, HttpVariant.RequireClaim, row => row.RatioToRequireClaim, output);
        PrintTarget(figures, HttpVariant.IamBearer, HttpVariant.JwtHs256, row => row.RatioToHs256, output);
    }

    private static void PrintTarget(
        HttpFigures[] figures, string variant, string baseline, Func<HttpFigures, double?> ratio, TextWriter output)
    {
        if (Array.Find(figures, row => row.Variant == variant) is { } row && ratio(row) is { } figure)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{variant} costs {figure:F3} x {baseline} (median of {row.Rounds} interleaved pairs)"));
        }
    }

    private static double? RatioOf(List<double> own, List<double>? other) =>
        other is null ? null : Median(own.Zip(other, (mine, its) => mine / its));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
