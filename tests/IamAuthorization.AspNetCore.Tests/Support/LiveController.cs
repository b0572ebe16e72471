using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>An action that stays open.</summary>
[ApiController]
public sealed class LiveController : ControllerBase
{
    [HttpGet("/controller")]
    [IamAuthorize("orders:Connect", "*")]
    public async IAsyncEnumerable<string> Stay([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return HttpContext.Request.Path.ToString();
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    [HttpGet("/controller/marked")]
    [IamAuthorize("orders:Connect", "*")]
    [ReauthorizeWhileOpen]
    public async Task StayMarkedAsync(CancellationToken cancellationToken)
    {
        await Response.WriteAsync("first", cancellationToken);
        await Response.Body.FlushAsync(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
