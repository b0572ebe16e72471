using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.SecurityTokens;

/// <summary>Follows the revocations of other nodes while the app runs.</summary>
internal sealed class RevocationService(
    SessionRevoker revoker, TimeProvider clock, ILogger<IamSecurityTokenService> logger) : IHostedService, IDisposable
{
    /// <summary>
    /// How often the journal is looked at. What another node revoked is dead here within this time and that of a read.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = clock.CreateTimer(_ => _ = FollowAsync(), state: null, Interval, Interval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return _stopping.CancelAsync();
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _stopping.Dispose();
    }

    /// <summary>
    /// Looks once, unless a look is still under way. A failure is told, and the next beat tries again.
    /// </summary>
    internal async Task FollowAsync()
    {
        if (!_oneAtATime.Wait(0, CancellationToken.None))
        {
            return;
        }

        try
        {
            await revoker.FollowAsync(_stopping.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // WHY: the app stops while the timer fires.
            return;
        }
        catch (Exception exception)
        {
            logger.RevocationsNotRead(exception);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }
}
