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
