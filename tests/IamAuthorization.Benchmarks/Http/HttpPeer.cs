using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace IamAuthorization.Benchmarks.Http;

/// <summary>A server in a process of its own, and the connections to it.</summary>
internal sealed class HttpPeer : IDisposable
{
    private readonly Process _server;
    private readonly HttpClient _client;
    private readonly int _connections;

    private HttpPeer(string variant, Process server, HttpClient client, int connections)
    {
        Variant = variant;
        _server = server;
        _client = client;
        _connections = connections;
    }

    public string Variant { get; }

    /// <summary>CPU time per request of each burst, microseconds.</summary>
    public List<double> Microseconds { get; } = [];

    /// <summary>Bytes that the server allocated per request of each burst.</summary>
    public List<double> Bytes { get; } = [];

    public static async Task<HttpPeer> StartAsync(string variant, int connections)
    {
        Process server = Process.Start(StartInfo(variant)) ?? throw new InvalidOperationException("No server started.");
        string address = await server.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The server `{variant}` ended before it listened.");
        var client = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
        })
        {
            BaseAddress = new Uri(address),
        };
        if (variant != HttpVariant.Anonymous)
        {
            string token = await client.GetStringAsync(HttpServer.TokenPath);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return new HttpPeer(variant, server, client, connections);
    }

    /// <summary>
    /// Sends requests until the time is over; long enough, it brings the server's code to its last tier.
    /// </summary>
    public Task WarmUpAsync(TimeSpan duration)
    {
        long started = Stopwatch.GetTimestamp();
        return SendAsync(_ => Stopwatch.GetElapsedTime(started) < duration);
    }

    /// <summary>Sends a burst and notes what it cost the server.</summary>
    public async Task MeasureAsync(int requests)
    {
        HttpCost before = await CostAsync();
        await SendAsync(sent => sent <= requests);
        HttpCost after = await CostAsync();
        Microseconds.Add((after.Microseconds - before.Microseconds) / requests);
        Bytes.Add((double)(after.Bytes - before.Bytes) / requests);
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.StandardInput.Close();
        if (!_server.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _server.Kill();
        }

        _server.Dispose();
    }

    private static ProcessStartInfo StartInfo(string variant)
    {
        string host = Environment.ProcessPath!;
        bool isDotnet = Path.GetFileNameWithoutExtension(host) == "dotnet";
        string[] program = isDotnet ? ["exec", typeof(HttpPeer).Assembly.Location] : [];
        return new ProcessStartInfo(host, [.. program, "serve-http", "--variant", variant, "--port", "0"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
    }

    private async Task<HttpCost> CostAsync() => HttpCost.Parse(await _client.GetStringAsync(HttpServer.CostPath));

    private Task SendAsync(Func<int, bool> goesOn)
    {
        int sent = 0;
        return Task.WhenAll(Enumerable.Range(0, _connections).Select(_ => Task.Run(async () =>
        {
            while (goesOn(Interlocked.Increment(ref sent)))
            {
                using HttpResponseMessage response = await _client.GetAsync(HttpServer.Path);
                if (response.StatusCode != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"`{Variant}` answered {(int)response.StatusCode}.");
                }
            }
        })));
    }
}
