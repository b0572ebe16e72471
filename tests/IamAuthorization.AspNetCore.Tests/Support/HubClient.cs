using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>A client of a hub on this machine.</summary>
internal static class HubClient
{
    public static TheoryData<HttpTransportType> Transports =>
        [HttpTransportType.WebSockets, HttpTransportType.ServerSentEvents, HttpTransportType.LongPolling];

    public static HubConnection Of(
        int port,
        string path,
        string? user = "alice",
        HttpTransportType transport = HttpTransportType.WebSockets) =>
        new HubConnectionBuilder()
            .WithUrl($"http://127.0.0.1:{port}{path}", transport, http =>
            {
                if (user is not null)
                {
                    http.Headers["Authorization"] = $"Test {user}";
                }
            })
            .Build();

    /// <summary>A connection that is open.</summary>
    public static async Task<HubConnection> OpenAsync(
        int port,
        string path,
        string? user = "alice",
        HttpTransportType transport = HttpTransportType.WebSockets)
    {
        HubConnection connection = Of(port, path, user, transport);
        await connection.StartAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
