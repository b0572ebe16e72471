using System.Security.Claims;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// What is settled once per request or invocation of a hub method: who the caller is, the condition keys, and the
/// decisions so far.
/// </summary>
internal sealed class IamRequestFeature(RequestContext context) : IIamDecisionFeature
{
    /// <summary>WHY room for one: most requests are decided by one decision.</summary>
    private readonly List<IamRequestDecision> _decisions = new(capacity: 1);
    private ClaimsPrincipal? _user;
    private CallerResolution? _caller;

    public IReadOnlyList<IamRequestDecision> Decisions => _decisions;

    public RequestContext Context { get; } = context;

    /// <summary>Who the caller is, once that is settled and it is somebody.</summary>
    public IamPrincipal? Principal => _caller?.Principal;

    /// <summary>The latest denial, or <see langword="null"/>.</summary>
    public IamRequestDecision? Denial => _decisions.FindLast(made => !made.Decision.IsAllowed);

    public static IamRequestFeature? Find(HttpContext http) =>
        http.Features.Get<IIamDecisionFeature>() as IamRequestFeature;

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
        if (_caller is { } known && ReferenceEquals(_user, user))
        {
            return new(known);
        }

        ValueTask<CallerResolution> caller = resolver.ResolveAsync(user, services, cancellationToken);
        return caller.IsCompletedSuccessfully
            ? new(Keep(user, caller.Result))
            : KeepAsync(user, caller);
    }

    private async ValueTask<CallerResolution> KeepAsync(ClaimsPrincipal user, ValueTask<CallerResolution> caller) =>
        Keep(user, await caller);

    private CallerResolution Keep(ClaimsPrincipal user, CallerResolution caller)
    {
        (_user, _caller) = (user, caller);
        return caller;
    }

    public void Add(IamRequestDecision decision) => _decisions.Add(decision);

    /// <summary>The entry of a decision of this request, or <see langword="null"/>.</summary>
    public IamRequestDecision? Find(in IamDecision decision)
    {
        IamDecision sought = decision;
        return _decisions.FindLast(made =>
            made.Decision.Outcome == sought.Outcome
            && made.Decision.Action == sought.Action
            && made.Decision.Resource == sought.Resource
            && ReferenceEquals(made.Decision.Principal, sought.Principal));
    }
}
