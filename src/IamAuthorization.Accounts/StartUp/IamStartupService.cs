using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IamAuthorization.Accounts;

/// <summary>Makes the start-up checks before any service starts, the server included.</summary>
internal sealed class IamStartupService(IamStartup startup, IServiceProvider services) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await startup.LookAsync(cancellationToken);
        if (services.GetService<IamStartupDeferral>() is null)
        {
            startup.ThrowIfAny();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// WHY again: a host without a server builds no pipeline, and one that captures start-up errors lives on.
    /// </summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        startup.ThrowIfAny();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
