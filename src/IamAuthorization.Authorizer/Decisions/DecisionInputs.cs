using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>All a decision is made of.</summary>
/// <param name="Request">The question with its context.</param>
/// <param name="Policies">All policies that apply.</param>
internal sealed record DecisionInputs(AuthorizationRequest Request, ApplicablePolicies Policies);
