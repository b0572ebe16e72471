using Microsoft.AspNetCore.Authorization;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Turns the names that carry a question into authorization policies and leaves every other name to the provider that
/// was registered before.
/// </summary>
internal sealed class IamAuthorizationPolicyProvider(IAuthorizationPolicyProvider inner, IamPolicies policies)
    : IAuthorizationPolicyProvider
{
    public bool AllowsCachingPolicies => inner.AllowsCachingPolicies;

    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => inner.GetDefaultPolicyAsync();

    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => inner.GetFallbackPolicyAsync();

    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName)
    {
        ArgumentNullException.ThrowIfNull(policyName);
        return IamPolicyName.IsOne(policyName)
            ? Task.FromResult<AuthorizationPolicy?>(policies.Get(policyName))
            : inner.GetPolicyAsync(policyName);
    }
}
