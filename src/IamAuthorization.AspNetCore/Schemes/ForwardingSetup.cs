using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Makes <c>Iam</c> forward by the shape of credentials, and sign-ins to the app's scheme.</summary>
internal sealed class ForwardingSetup(SchemeSelector selector, AppSchemes appSchemes)
    : IPostConfigureOptions<PolicySchemeOptions>
{
    public void PostConfigure(string? name, PolicySchemeOptions options)
    {
        if (name is IamAuthenticationDefaults.ForwardingScheme)
        {
            options.ForwardDefaultSelector = selector.Select;
            options.ForwardAuthenticate = null;
            options.ForwardChallenge = null;
            options.ForwardForbid = null;
            options.ForwardSignIn = appSchemes.Chosen;
            options.ForwardSignOut = appSchemes.Chosen;
        }
    }
}
