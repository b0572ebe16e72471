using System.Diagnostics;
using System.Globalization;

namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>
/// Mutates seeds and tries the result. There is no instrumentation; what guides it are the answers: a text that got an
/// answer nobody got before is mutated further. Work is cut into rounds that depend on seed and number alone, so that
/// a failure repeats on any number of processors.
/// </summary>
internal static class TextFuzzer
{
    private const int RoundLength = 1 << 18;
    private const int PoolMax = 4_096;

    /// <summary>Tries a target; fails with the smallest text that fails in the same way.</summary>
    /// <param name="target">The target.</param>
    /// <param name="count">How many texts an ordinary run tries; <c>IAM_FUZZ_COUNT</c> how many a long one.</param>
    public static void Run(FuzzTarget target, int count)
    {
        long total = FuzzSettings.CountOr(count);
        long rounds = (total + RoundLength - 1) / RoundLength;
        var watch = Stopwatch.StartNew();
        long answers = 0;
        FuzzThreads.ForEach(rounds, round =>
        {
            long length = Math.Min(RoundLength, total - (round * RoundLength));
            if (Round(target, round, (int)length, out int distinct) is { } failed)
            {
                Assert.Fail(
                    $"Round {round} of {total} texts with IAM_FUZZ_SEED={FuzzSettings.Seed}: {failed.Minimized()}");
            }

            Interlocked.Add(ref answers, distinct);
        });

        Report(target.Name, total, watch.Elapsed, $"{answers / Math.Max(1, rounds)} different answers a round");
    }

    /// <summary>Says how much a long run did.</summary>
    public static void Report(string name, long count, TimeSpan elapsed, string remark)
    {
        if (FuzzSettings.IsLong)
        {
            double perSecond = count / Math.Max(elapsed.TotalSeconds, 0.001);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"fuzz: {name}: {count} in {elapsed.TotalSeconds:F1} s, {perSecond:F0}/s, {remark}"));
        }
    }

    private static FuzzCase? Round(FuzzTarget target, long round, int length, out int distinct)
    {
        FuzzRandom random = FuzzRandom.Of(FuzzSettings.Seed, target.Name, round);
        var mutator = new TextMutator(target.Tokens, target.LengthMax);
        var pool = new List<string>(target.Seeds);
        var answers = new HashSet<int>();
        distinct = 0;
        for (int index = 0; index < length; index++)
        {
            bool isSeed = index < target.Seeds.Length;
            if (!isSeed)
            {
                mutator.Mutate(Parent(pool, ref random), pool[random.Below(pool.Count)], ref random);
            }

            string text = isSeed ? target.Seeds[index] : new string(mutator.Text);
            var attempt = new FuzzCase(target, text, (uint)random.NextBits());
            if (attempt.Problem(out int answer) is not null)
            {
                return attempt;
            }

            if (answers.Count < PoolMax && answers.Add(answer))
            {
                pool.Add(text);
            }
        }

        distinct = answers.Count;
        return null;
    }

    /// <summary>Every second parent is one of the latest, which are the farthest from the seeds.</summary>
    private static string Parent(List<string> pool, ref FuzzRandom random)
    {
        int recent = Math.Max(1, pool.Count / 4);
        return random.OneIn(2) ? pool[random.Below(pool.Count)] : pool[pool.Count - 1 - random.Below(recent)];
    }
}
