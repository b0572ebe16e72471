using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Endpoints that come and go while the app runs.</summary>
internal sealed class MutableEndpoints : EndpointDataSource
{
    private readonly List<Endpoint> _endpoints = [];
    private CancellationTokenSource _changed = new();

    /// <summary>What happens when somebody lists the endpoints.</summary>
    public Action OnRead { get; set; } = () => { };

    public override IReadOnlyList<Endpoint> Endpoints
    {
        get
        {
            OnRead();
            return [.. _endpoints];
        }
    }

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(_changed.Token);

    public void Add(string route, RequestDelegate run, params object[] metadata)
    {
        _endpoints.Add(new RouteEndpoint(
            run, RoutePatternFactory.Parse(route), order: 0, new EndpointMetadataCollection(metadata), route));
        CancellationTokenSource before = Interlocked.Exchange(ref _changed, new CancellationTokenSource());
        before.Cancel();
        before.Dispose();
    }
}
