using IamAuthorization.AspNetCore;

namespace IamAuthorization.Policies;

/// <summary>What an endpoint does with a decision.</summary>
public static class IamDecisionExtensions
{
    /// <summary>The denial as the endpoint's result, for minimal APIs and controllers alike.</summary>
    /// <param name="decision">The decision.</param>
    /// <returns>403 with the reason, or a challenge where the request carries no valid credential.</returns>
    /// <exception cref="InvalidOperationException">The decision is an allow.</exception>
    public static IamDenialResult ToProblem(this IamDecision decision) =>
        decision.IsAllowed
            ? throw new InvalidOperationException("The decision is an allow; only a denial has a problem to tell.")
            : new IamDenialResult(decision);
}
