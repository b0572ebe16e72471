namespace IamAuthorization.Authorizer.Tests;

/// <summary>One at a time, in the order of coming, whoever gives up.</summary>
public sealed class GateOfAScope
{
    private readonly ScopeGate _gate = new();

    [Fact]
    public void FreeGate_IsEnteredAtOnce()
    {
        Assert.True(_gate.EnterAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task TakenGate_IsHandedOn_InTheOrderOfComing()
    {
        await _gate.EnterAsync(CancellationToken.None);
        Task second = _gate.EnterAsync(CancellationToken.None);
        Task third = _gate.EnterAsync(CancellationToken.None);
        Assert.False(second.IsCompleted || third.IsCompleted);

        _gate.Leave();
        await second;
        Assert.False(third.IsCompleted);

        _gate.Leave();
        await third;
    }

    [Fact]
    public async Task ParallelAskers_NeverMeet_AndAllHaveTheirTurns()
    {
        const int Askers = 4;
        const int Turns = 2_000;
        int inside = 0;
        int met = 0;
        int turns = 0;

        await Task.WhenAll(Enumerable.Range(0, Askers).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < Turns; i++)
            {
                await _gate.EnterAsync(CancellationToken.None);
                met += Interlocked.Increment(ref inside) == 1 ? 0 : 1;
                turns++;
                Interlocked.Decrement(ref inside);
                _gate.Leave();
            }
        })));

        Assert.Equal((0, Askers * Turns), (met, turns));
        Assert.True(_gate.EnterAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task AnswerThatFails_LeavesTheGate_AsOneThatSucceeds()
    {
        var late = new TaskCompletionSource<int>();
        await _gate.EnterAsync(CancellationToken.None);
        ValueTask<int> pending = _gate.LeaveAfterAsync(new ValueTask<int>(late.Task));
        Task second = _gate.EnterAsync(CancellationToken.None);
        Assert.False(second.IsCompleted);

        late.SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await pending);
        await second;
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await _gate.LeaveAfterAsync(ValueTask.FromException<int>(new InvalidOperationException())));

        Assert.True(_gate.EnterAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task WhoeverGivesUp_IsPassedOver()
    {
        using var givingUp = new CancellationTokenSource();
        await _gate.EnterAsync(CancellationToken.None);
        Task second = _gate.EnterAsync(givingUp.Token);
        Task third = _gate.EnterAsync(CancellationToken.None);

        await givingUp.CancelAsync();
        _gate.Leave();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await third;
    }

    [Fact]
    public async Task LastOneGivesUp_GateIsFreeAgain()
    {
        using var givingUp = new CancellationTokenSource();
        await _gate.EnterAsync(CancellationToken.None);
        Task second = _gate.EnterAsync(givingUp.Token);
        await givingUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        _gate.Leave();

        Assert.True(_gate.EnterAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task CancelledFromTheStart_DoesNotEnter()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _gate.EnterAsync(new CancellationToken(canceled: true)));

        Assert.True(_gate.EnterAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task ManyInParallel_OneIsInside()
    {
        int inside = 0;
        int most = 0;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () => await _gate.RunAsync(
            async token =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                return Interlocked.Decrement(ref inside);
            },
            CancellationToken.None))));

        Assert.Equal((0, 1), (inside, most));
    }
}
