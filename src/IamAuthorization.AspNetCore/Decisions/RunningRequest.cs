using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>The request that the running code belongs to.</summary>
/// <remarks>
/// WHY not the framework's accessor alone: where an app has it, the server makes a new <see cref="HttpContext"/> for
/// every request, and all requests would pay for what few ask.
/// </remarks>
internal sealed class RunningRequest
{
    private static readonly AsyncLocal<RunningRequest?> Running = new();

    /// <summary>The accessor's state is one per process; the framework fills it in apps that have it.</summary>
    private static readonly HttpContextAccessor Accessor = new();

    private volatile HttpContext? _http;

    private RunningRequest(HttpContext http) => _http = http;

    /// <summary>The request, or <see langword="null"/> outside of one.</summary>
    public static HttpContext? Current => Running.Value?._http ?? Accessor.HttpContext;

    /// <summary>Runs a request.</summary>
    public static async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        var running = new RunningRequest(http);
        Running.Value = running;
        try
        {
            await next(http);
        }
        finally
        {
            // WHY: the server uses the same object for other requests; what outlives this one must not act for them.
            running._http = null;
        }
    }
}
