using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Makes the forwarding scheme the default where the app named no other; without one, the app's scheme.
/// </summary>
internal sealed class AppSchemeSetup(IamAuthorizationOptions iam) : IPostConfigureOptions<AuthenticationOptions>
{
    public void PostConfigure(string? name, AuthenticationOptions options) =>
        options.DefaultScheme ??= options.SchemeMap.ContainsKey(IamAuthenticationDefaults.ForwardingScheme)
            ? IamAuthenticationDefaults.ForwardingScheme
            : iam.AppScheme;
}
