namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>
/// Runs tasks on one thread, their steps in an order that a seed draws: the same seed, the same interleaving.
/// </summary>
public sealed class SeededTurns : SynchronizationContext
{
    private static readonly TimeSpan Deadlock = TimeSpan.FromMinutes(1);

    private readonly Random _random;
    private readonly Lock _waiting = new();
    private readonly List<(SendOrPostCallback Step, object? State)> _steps = [];
    private readonly SemaphoreSlim _posted = new(0);

    private SeededTurns(Random random) => _random = random;

    /// <summary>Runs all of them, to the end of the last.</summary>
    public static void Run(Random random, IReadOnlyList<Func<Task>> clients)
    {
        var turns = new SeededTurns(random);
        SynchronizationContext? before = Current;
        SetSynchronizationContext(turns);
        try
        {
            Task all = Task.WhenAll(clients.Select(turns.StartAsync).ToArray());
            while (!all.IsCompleted)
            {
                turns.TakeOne();
            }

            all.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
            turns._posted.Dispose();
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_waiting)
        {
            _steps.Add((d, state));
        }

        _posted.Release();
    }

    private async Task StartAsync(Func<Task> client)
    {
        await Task.Yield();
        await client();
    }

    private void TakeOne()
    {
        Assert.True(_posted.Wait(Deadlock), "Nobody can go on.");
        (SendOrPostCallback Step, object? State) next;
        lock (_waiting)
        {
            int index = _random.Next(_steps.Count);
            next = _steps[index];
            _steps.RemoveAt(index);
        }

        next.Step(next.State);
    }
}
