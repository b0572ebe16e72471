using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Routing;

namespace IamAuthorization.AspNetCore;

/// <summary>Whether an endpoint asks IAM, and if not, whether somebody said that it need not.</summary>
internal static class EndpointMapping
{
    private const string UnimplementedConstraint = "grpcunimplemented";

    /// <summary>The names of the authorization policies that carry the endpoint's questions.</summary>
    public static IEnumerable<string> QuestionsOf(Endpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()
            .Select(data => data.Policy)
            .OfType<string>()
            .Where(IamPolicyName.IsOne);

    /// <summary>
    /// Whether it asks IAM. Plain <c>[Authorize]</c> is none: it says who may not call, not what the call does.
    /// </summary>
    public static bool IsMapped(Endpoint endpoint) =>
        QuestionsOf(endpoint).Any()
        || endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
            .Any(policy => policy.Requirements.OfType<IamRequirement>().Any());

    /// <summary>Whether callers get through without being asked for.</summary>
    public static bool IsAnonymous(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || endpoint.Metadata.GetMetadata<IAllowAnonymousFilter>() is not null;

    /// <summary>Whether the app, or the framework for itself, says that it needs no mapping.</summary>
    public static bool IsExempt(Endpoint endpoint) =>
        IsAnonymous(endpoint)
        || endpoint.Metadata.GetMetadata<WithoutIamAttribute>() is not null
        || IsUnimplementedGrpc(endpoint);

    /// <summary>Whether a request can reach it: others are there for links alone.</summary>
    public static bool IsReachable(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true };

    /// <summary>
    /// Whether it stands for endpoints that are chosen per request. It never runs itself; what takes its place is
    /// looked at then.
    /// </summary>
    public static bool IsPlaceholder(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IDynamicEndpointMetadata>() is { IsDynamic: true };

    /// <summary>Whether a part of routing made it to answer 405, 406 or 415: there is nothing behind it.</summary>
    public static bool IsAnswerOfRouting(Endpoint endpoint) =>
        endpoint is not RouteEndpoint && endpoint.Metadata.Count == 0;

    /// <summary>
    /// Whether it is what answers UNIMPLEMENTED to calls of gRPC methods that there are not: the constraint is the
    /// gRPC framework's own.
    /// </summary>
    private static bool IsUnimplementedGrpc(Endpoint endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.ParameterPolicies: var policies }
        && policies.Values.Any(references => references.Any(reference =>
            string.Equals(reference.Content, UnimplementedConstraint, StringComparison.Ordinal)));
}
