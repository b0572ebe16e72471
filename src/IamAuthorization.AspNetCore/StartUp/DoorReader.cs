using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>Lists the endpoints that requests can reach once the pipeline is built.</summary>
internal static class DoorReader
{
    public static IReadOnlyList<Door> Read(IServiceProvider services)
    {
        IReadOnlyList<Endpoint> endpoints = services.GetService<EndpointDataSource>()?.Endpoints ?? [];
        PageLoader? pages = services.GetService<PageLoader>();
        return
        [
            .. endpoints
                .Where(endpoint => EndpointMapping.IsReachable(endpoint) && !EndpointMapping.IsPlaceholder(endpoint))
                .Select(endpoint => new Door(Loaded(endpoint, pages)))
                .DistinctBy(door => (door.Name, string.Join('\n', door.Questions.Select(q => q.PolicyName))))
                .OrderBy(door => door.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// The endpoint with the attributes of its page's model, which routing puts in its place at the first request.
    /// </summary>
    private static Endpoint Loaded(Endpoint endpoint, PageLoader? pages) =>
        pages is not null
        && endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page and not CompiledPageActionDescriptor
            // WHY blocking: the pipeline is built synchronously, and pages compiled with the app are there at once.
            ? pages.LoadAsync(page, endpoint.Metadata).GetAwaiter().GetResult().Endpoint ?? endpoint
            : endpoint;
}
