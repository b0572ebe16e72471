using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Makes the app's scheme the default where the app named no other.</summary>
internal sealed class AppSchemeSetup(IamAuthorizationOptions iam) : IPostConfigureOptions<AuthenticationOptions>
{
    public void PostConfigure(string? name, AuthenticationOptions options) =>
        options.DefaultScheme ??= iam.AppScheme;
}
