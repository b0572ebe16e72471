using System.Runtime.CompilerServices;
using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Puts a denial in the place of endpoints that the start-up checks have not seen and that ask nothing of IAM. It costs
/// nothing where all are mapped: routing asks once whether it applies, when it builds its tree.
/// </summary>
/// <remarks>
/// WHY in routing: a fallback policy would turn unknown URLs into 403 and let plain <c>[Authorize]</c> through, and no
/// middleware sees endpoints that short-circuit.
/// </remarks>
internal sealed class UnmappedEndpointPolicy(MappingRule rule, ILogger<UnmappedEndpointPolicy> logger)
    : MatcherPolicy, IEndpointSelectorPolicy
{
    private readonly ConditionalWeakTable<Endpoint, Endpoint> _denials = [];

    /// <summary>After all others: they may put endpoints of their own in the place of pages and placeholders.</summary>
    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => EndpointMapping.IsPlaceholder(endpoint) || IsDenied(endpoint));

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (int i = 0; i < candidates.Count; i++)
        {
            Endpoint endpoint = candidates[i].Endpoint;
            if (candidates.IsValidCandidate(i) && IsDenied(endpoint))
            {
                candidates.ReplaceEndpoint(i, _denials.GetValue(endpoint, Denial), candidates[i].Values);
            }
        }

        return Task.CompletedTask;
    }

    private bool IsDenied(Endpoint endpoint) =>
        !EndpointMapping.IsAnswerOfRouting(endpoint) && rule.IsUndecided(endpoint);

    private Endpoint Denial(Endpoint unmapped)
    {
        string name = LogText.Of(unmapped.DisplayName ?? "without name");
        return new Endpoint(
            http =>
            {
                logger.DeniedUnmapped(name);
                return TypedResults.Problem(
                    detail: "Nobody may call this endpoint because it has no mapping to an IAM action.",
                    statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http);
            },
            EndpointMetadataCollection.Empty,
            $"Denied for want of a mapping: {name}");
    }
}
