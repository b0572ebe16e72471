using System.Globalization;
using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>
/// A run over many worlds: the same ones in every test run, more or others when <c>IAM_FUZZ_COUNT</c> and
/// <c>IAM_FUZZ_SEED</c> say so.
/// </summary>
internal sealed class WorldRun
{
    private const ulong SeedDefault = 20_121_017;
    private const int DifferencesMax = 5;

    private readonly long _count;
    private readonly int _threads;
    private readonly List<string> _differences = [];
    private long _group = -1;
    private long _worlds;

    public WorldRun(long countDefault)
    {
        long? asked = Number("IAM_FUZZ_COUNT");
        _count = asked ?? countDefault;
        _threads = asked is null ? 1 : Environment.ProcessorCount;
    }

    /// <summary>The seed of the worlds.</summary>
    public static ulong Seed { get; } = (ulong)(Number("IAM_FUZZ_SEED") ?? (long)SeedDefault);

    /// <summary>
    /// Draws groups of worlds until there are as many worlds as wanted, and fails with the smallest form of what the
    /// check says of one.
    /// </summary>
    public async Task HoldsAsync(
        Func<Dice, IEnumerable<Case>> draw, Func<ApplicableDocuments, Func<Case, string?>> check)
    {
        long started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, _threads).Select(_ => Task.Run(() => Draw(draw, check))));
        TimeSpan took = TimeProvider.System.GetElapsedTime(started);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{_worlds} worlds of seed {Seed} compared in {took.TotalSeconds:F1} s on {_threads} threads.");

        Assert.True(_differences.Count == 0, string.Join("\n\n", _differences));
        Assert.True(_worlds >= _count);
    }

    private void Draw(Func<Dice, IEnumerable<Case>> draw, Func<ApplicableDocuments, Func<Case, string?>> check)
    {
        while (Interlocked.Read(ref _worlds) < _count && _differences.Count < DifferencesMax)
        {
            long group = Interlocked.Increment(ref _group);
            Func<Case, string?>? checkOne = null;
            foreach (Case world in draw(Dice.Of(Seed, group)))
            {
                checkOne ??= check(world.Documents);
                Interlocked.Increment(ref _worlds);
                if (checkOne(world) is { } difference)
                {
                    Report(world, group, difference);
                    break;
                }
            }
        }
    }

    private void Report(Case world, long group, string difference)
    {
        string id = $"seed-{Seed}-group-{group}";
        (string line, string what) = Shrinker.Shrink(CaseLine.Write(world, id), difference);
        lock (_differences)
        {
            _differences.Add($"IAM_FUZZ_SEED={Seed}, group {group}: {what}\n{line}");
        }
    }

    private static long? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
