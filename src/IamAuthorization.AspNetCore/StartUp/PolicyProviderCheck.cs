using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Asks the app's policy provider for a question of ours. WHY asked and not compared: one that wraps ours is fine.
/// </summary>
internal sealed class PolicyProviderCheck(IServiceScopeFactory scopes) : IIamStartupCheck
{
    private static readonly string Probe = IamPolicyName.Of("iam:GetUser", "*");

    public async ValueTask<IReadOnlyList<IamStartupFinding>> FindAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        IAuthorizationPolicyProvider provider =
            scope.ServiceProvider.GetRequiredService<IAuthorizationPolicyProvider>();
        return await IsDecodedAsync(provider)
            ? []
            :
            [
                StartupCheckIds.Finding(
                    StartupCheckIds.PolicyProvider,
                    $"The authorization policy provider `{LogText.Of(provider.GetType().FullName ?? "unknown")}` does "
                        + "not know IAM's questions: it was registered after AddIamAuthorization.",
                    "Register it before AddIamAuthorization, which wraps it, or let it hand names that begin with "
                        + "`iam:` to the provider registered before."),
            ];
    }

    private static async Task<bool> IsDecodedAsync(IAuthorizationPolicyProvider provider)
    {
        try
        {
            AuthorizationPolicy? policy = await provider.GetPolicyAsync(Probe);
            return policy is not null && policy.Requirements.OfType<IamRequirement>().Any();
        }
        catch (Exception)
        {
            // WHY any: the provider is the app's code, and throwing is one way of not knowing a name.
            return false;
        }
    }
}
