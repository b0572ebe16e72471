using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Keeps a response that was decided on out of an output cache that stands before the decision: it would answer the
/// next caller without one.
/// </summary>
/// <remarks>
/// <see href="https://learn.microsoft.com/aspnet/core/performance/caching/output">Output caching middleware</see>
/// </remarks>
internal sealed class OutputCacheGuard(IServiceProvider services)
{
    private readonly bool _hasCache = services.GetService<IOutputCacheStore>() is not null;

    /// <summary>Has the cache that the request came through, if any, store nothing of it.</summary>
    public void KeepOut(HttpContext http)
    {
        if (_hasCache && http.Features.Get<IOutputCacheFeature>() is { } cache)
        {
            cache.Context.AllowCacheStorage = false;
        }
    }
}
