using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Has last uses written while the app runs, and once more when it stops.</summary>
internal sealed class LastUsedService(
    LastUsedRecorder recorder, TimeProvider clock, IOptions<IamLastUsedOptions> options) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await recorder.FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(options.Value.WriteInterval, clock);
        while (await beat.WaitForNextTickAsync(stoppingToken))
        {
            await recorder.FlushAsync(stoppingToken);
        }
    }
}
