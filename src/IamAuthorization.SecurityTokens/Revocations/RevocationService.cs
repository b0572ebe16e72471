using Microsoft.Extensions.Hosting;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// Takes up the revocations of the time before the restart, before any other service starts, the server included. An
/// app whose journal cannot be read does not start: sessions that were revoked would live again.
/// </summary>
internal sealed class RevocationService(SessionRevoker revoker) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        revoker.RestoreAsync(cancellationToken).AsTask();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
