using System.Diagnostics;
using IamAuthorization.Policies.Reference;
using IamAuthorization.Policies.Tests.Differential;
using IamAuthorization.Policies.Tests.Fuzzing;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>
/// C6: 32 threads decide on the same sets while another publishes new ones through one field. Every decision is the one
/// that a single thread took for the set that was read.
/// </summary>
[Trait("Threat", "C6")]
public sealed class ThreadRaceTests
{
    private const int Readers = 32;
    private const int Questions = 64;
    private const int Generations = 16;
    private const long DecisionsDefault = 200_000;

    // WHY: worlds with a session policy, whose callers are all sessions, so that each may be asked under any of them.
    private static readonly Case[] Sessions =
    [
        .. Enumerable.Range(0, int.MaxValue)
            .Select(group => Worlds.Draw(Dice.Of(FuzzSettings.Seed, group)).First())
            .Where(world => world.Documents.Session is not null)
            .Take(Questions + Generations),
    ];

    private static readonly AuthorizationRequest[] Asked =
    [
        .. Sessions.Take(Questions).Select(
            world => EngineWorld.RequestOf(world.Question, Caller.Of(world.Question))),
    ];

    private static readonly ApplicableDocuments[] Published =
        [.. Sessions.Skip(Questions).Select(world => world.Documents)];

    private static readonly (DecisionOutcome Outcome, PolicyType By)[][] Expected =
    [
        .. Published.Select(documents => new EngineWorld(documents).Unindexed)
            .Select(policies => Array.ConvertAll(Asked, request => Verdict(request, policies))),
    ];

    private volatile Generation _current = Publish(0);
    private volatile string? _difference;
    private volatile int _exchanges;
    private int _running;

    [Fact]
    public void SetsExchanged_ManyThreads_EachDecisionIsThatOfItsSet()
    {
        long each = (FuzzSettings.CountOr(DecisionsDefault) + Readers - 1) / Readers;
        var watch = Stopwatch.StartNew();
        _running = Readers;
        Thread[] readers = [.. Enumerable.Range(0, Readers).Select(number => new Thread(() => Read(number, each)))];
        Array.ForEach(readers, reader => reader.Start());
        Exchange();
        Array.ForEach(readers, reader => reader.Join());

        Assert.Null(_difference);
        TextFuzzer.Report("races", each * Readers, watch.Elapsed, $"{_exchanges} sets published");
    }

    /// <summary>
    /// Compiles and publishes until nobody reads any more: what a set makes when first asked is raced for. Readers go
    /// on until each set has been published more than once, however seldom a busy machine lets this thread run.
    /// </summary>
    private void Exchange()
    {
        try
        {
            while (Volatile.Read(ref _running) > 0)
            {
                int exchanges = _exchanges + 1;
                _current = Publish(exchanges % Generations);
                _exchanges = exchanges;
                Thread.Yield();
            }
        }
        catch (Exception problem)
        {
            _difference = $"IAM_FUZZ_SEED={FuzzSettings.Seed}: {problem}";
        }
    }

    private void Read(int number, long count)
    {
        try
        {
            FuzzRandom random = FuzzRandom.Of(FuzzSettings.Seed, "races", number);
            for (long index = 0; _difference is null && (index < count || _exchanges <= 2 * Generations); index++)
            {
                Ask(ref random);
            }
        }
        catch (Exception problem)
        {
            _difference = $"IAM_FUZZ_SEED={FuzzSettings.Seed}: {problem}";
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private void Ask(ref FuzzRandom random)
    {
        Generation current = _current;
        int question = random.Below(Questions);
        if (random.OneIn(64))
        {
            Thread.Yield();
        }

        (DecisionOutcome Outcome, PolicyType By) verdict = Verdict(Asked[question], current.Policies);
        (DecisionOutcome Outcome, PolicyType By) expected = Expected[current.Number][question];
        if (verdict != expected)
        {
            _difference = $"IAM_FUZZ_SEED={FuzzSettings.Seed}: {verdict} and not {expected} in generation "
                + $"{current.Number}:\n{CaseLine.Write(Sessions[Questions + current.Number], "published")}\n"
                + $"asked {CaseLine.Write(Sessions[question], "asked")}";
        }
    }

    /// <summary>Small sets with an index, so that what an index works out when first asked is raced for.</summary>
    private static Generation Publish(int number) => new(number, new EngineWorld(Published[number]).Indexed);

    private static (DecisionOutcome Outcome, PolicyType By) Verdict(
        AuthorizationRequest request, ApplicablePolicies policies)
    {
        IamDecision decision = IamEvaluator.Decide(request, policies);
        return (decision.Outcome, decision.DecidedBy);
    }

    private sealed record Generation(int Number, ApplicablePolicies Policies);
}
