using Microsoft.Extensions.Hosting;

namespace IamAuthorization.SecurityTokens;

/// <summary>Reads the keys when the app starts and looks after them while it runs.</summary>
internal sealed class SigningKeyService(SigningKeyRing ring, TimeProvider clock) : IHostedLifecycleService, IDisposable
{
    /// <summary>
    /// How often the store is read. A key that another node made or removed takes effect here within this time.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private ITimer? _timer;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Keys that cannot be used keep the app from starting. WHY here: the checks at start-up come before, and report
    /// the same together with all else that is wrong.
    /// </summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await ring.MaintainAsync(cancellationToken);
        _timer = clock.CreateTimer(_ => _ = MaintainAsync(), state: null, Interval, Interval);
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _stopping.Dispose();
    }

    private async Task MaintainAsync()
    {
        try
        {
            await ring.TryMaintainAsync(_stopping.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // WHY: the app stops while the timer fires; nobody needs the keys any more.
            return;
        }
    }
}
