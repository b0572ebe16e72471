using IamAuthorization.Accounts;
using IamAuthorization.SecurityTokens;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>Finds schemes that could not tell which tokens are theirs.</summary>
internal sealed class BearerStartupCheck(AppSchemes appSchemes, IServiceProviderIsService services) : IIamStartupCheck
{
    public ValueTask<IReadOnlyList<IamStartupFinding>> FindAsync(CancellationToken cancellationToken) =>
        new([.. Findings()]);

    private IEnumerable<IamStartupFinding> Findings()
    {
        if (!services.IsService(typeof(AccessTokenValidator)))
        {
            yield return StartupCheckIds.Finding(
                StartupCheckIds.MissingSts,
                $"AddIamBearer added the scheme `{IamAuthenticationDefaults.BearerScheme}`, but the app has no STS "
                + "that issues its tokens.",
                "Call AddSecurityTokens on the result of AddIamAuthorization, or leave AddIamBearer out.");
        }

        if (appSchemes.AreAmbiguous)
        {
            yield return StartupCheckIds.Finding(
                StartupCheckIds.AmbiguousAppScheme,
                "Several schemes take bearer tokens of the app's users, "
                + string.Join(", ", appSchemes.Bearers.Select(scheme => $"`{scheme}`"))
                + $", and `{IamAuthenticationDefaults.ForwardingScheme}` cannot tell to which one a token belongs.",
                "Set Iam:AppScheme to the one that authenticates the app's users, for example to a policy scheme of "
                + "the app's own that chooses.");
        }
    }
}
