using System.Security.Claims;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// What is settled once per request or invocation of a hub method: who the caller is, the condition keys, and the
/// decisions so far.
/// </summary>
internal sealed class IamRequestFeature(RequestContext context) : IIamDecisionFeature
{
    /// <summary>WHY no list for it: most requests are decided by one decision.</summary>
    private IamRequestDecision? _first;
    private List<IamRequestDecision>? _all;
    private SettledCaller? _caller;

    public IReadOnlyList<IamRequestDecision> Decisions => All;

    public RequestContext Context { get; } = context;

    /// <summary>Who the caller is, once that is settled and it is somebody.</summary>
    public IamPrincipal? Principal => _caller?.Caller.Principal;

    /// <summary>The latest denial, or <see langword="null"/>.</summary>
    public IamRequestDecision? Denial => All.FindLast(made => !made.Decision.IsAllowed);

    private List<IamRequestDecision> All => _all ??= _first is null ? [] : [_first];

    public static IamRequestFeature? Find(HttpContext http) =>
        http.Features.Get<IIamDecisionFeature>() as IamRequestFeature;

    public static IamRequestFeature Of(HttpContext http) =>
        Of(http, http.RequestServices.GetRequiredService<ContextKeyTable>());

    public static IamRequestFeature Of(HttpContext http, ContextKeyTable table)
    {
        IamRequestFeature? feature = Find(http);
        if (feature is null)
        {
            feature = new IamRequestFeature(new HttpRequestContext(http, table));
            http.Features.Set<IIamDecisionFeature>(feature);
        }

        return feature;
    }

    /// <summary>The caller; asked again only when another scheme has put another user in its place.</summary>
    public ValueTask<CallerResolution> CallerOfAsync(
        ClaimsPrincipal user, CallerResolver resolver, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (_caller is { } known && ReferenceEquals(known.User, user))
        {
            return new(known.Caller);
        }

        ValueTask<CallerResolution> caller = resolver.ResolveAsync(user, services, cancellationToken);
        return caller.IsCompletedSuccessfully
            ? new(Keep(user, caller.Result))
            : KeepAsync(user, caller);
    }

    /// <summary>The caller of a request, asked from inside its endpoint.</summary>
    public ValueTask<CallerResolution> CallerOfAsync(HttpContext http, CancellationToken cancellationToken) =>
        CallerOfAsync(
            http.User,
            http.RequestServices.GetRequiredService<CallerResolver>(),
            http.RequestServices,
            cancellationToken);

    private async ValueTask<CallerResolution> KeepAsync(ClaimsPrincipal user, ValueTask<CallerResolution> caller) =>
        Keep(user, await caller);

    private CallerResolution Keep(ClaimsPrincipal user, CallerResolution caller)
    {
        _caller = new SettledCaller(user, caller);
        return caller;
    }

    public void Add(IamRequestDecision decision)
    {
        if (_first is null && _all is null)
        {
            _first = decision;
        }
        else
        {
            All.Add(decision);
        }
    }

    /// <summary>The entry of a decision of this request, or <see langword="null"/>.</summary>
    public IamRequestDecision? Find(in IamDecision decision)
    {
        IamDecision sought = decision;
        return All.FindLast(made =>
            made.Decision.Outcome == sought.Outcome
            && made.Decision.Action == sought.Action
            && made.Decision.Resource == sought.Resource
            && ReferenceEquals(made.Decision.Principal, sought.Principal));
    }

    /// <summary>INVARIANT: both in one object: of two questions at once, none gets the caller of the other.</summary>
    private sealed record SettledCaller(ClaimsPrincipal User, CallerResolution Caller);
}
