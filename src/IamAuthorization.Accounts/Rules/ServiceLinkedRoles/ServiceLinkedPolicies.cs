using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Puts what services may do among the built-in policies, where it is checked at start-up with them.</summary>
internal sealed class ServiceLinkedPolicies(IOptions<IamServiceLinkedRoleOptions> roles)
    : IPostConfigureOptions<BuiltInPolicyOptions>
{
    public void PostConfigure(string? name, BuiltInPolicyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (ServiceLinkedRole role in roles.Value.Services.Values)
        {
            options.Policies[role.PolicyName] = role.Policy;
        }
    }
}
