using System.Threading.Channels;
using IamAuthorization.Accounts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>
/// Keeps the store fresh: asks for news at every beat and whenever another node tells of a commit. A lost notification
/// costs one beat.
/// </summary>
internal sealed class IamStoreFeed(
    EfIamStore store, TimeProvider clock, IOptions<IamStoreOptions> options, ILogger<IamStoreFeed> logger)
    : BackgroundService
{
    private static readonly TimeSpan PruneInterval = TimeSpan.FromMinutes(1);

    private readonly StorePruner _pruner = new(store.Database, clock, options);
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private bool _isLost;

    private string Database => store.Database.Dialect.Name;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            Task.Run(() => FollowAsync(stoppingToken), stoppingToken),
            Task.Run(() => ListenAsync(stoppingToken), stoppingToken),
            Task.Run(() => PruneAsync(stoppingToken), stoppingToken));

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        TimeSpan interval = options.Value.PollInterval;
        await using ITimer beat = clock.CreateTimer(_ => Wake(), null, interval, interval);
        Wake();
        await foreach (bool _ in _news.Reader.ReadAllAsync(stoppingToken))
        {
            await RefreshAsync(stoppingToken);
        }
    }

    private async Task RefreshAsync(CancellationToken stoppingToken)
    {
        try
        {
            await store.Observer.RefreshAsync(stoppingToken);
            if (_isLost)
            {
                _isLost = false;
                IIamSnapshot snapshot = await store.GetSnapshotAsync(stoppingToken);
                IamStoreLog.StoreFound(logger, Database, snapshot.Revision);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // WHY any: whatever fails, the next beat asks again, and the age of the state says how fresh it is.
            if (!_isLost)
            {
                _isLost = true;
                IamStoreLog.StoreLost(logger, exception, Database);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        bool isTold = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await store.Database.Dialect.ListenAsync(
                    () =>
                    {
                        isTold = false;
                        Wake();
                    },
                    stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // WHY any: polling goes on, and listening is tried again.
                if (!isTold)
                {
                    isTold = true;
                    IamStoreLog.NotificationsLost(logger, exception, Database);
                }
            }

            await Task.Delay(options.Value.PollInterval, clock, stoppingToken);
        }
    }

    private async Task PruneAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(PruneInterval, clock);
        while (await beat.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await _pruner.PruneAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // WHY any: rows that stay cost room alone; the next beat tries again.
                IamStoreLog.PruningFailed(logger, exception, Database);
            }
        }
    }

    private void Wake() => _news.Writer.TryWrite(true);
}
