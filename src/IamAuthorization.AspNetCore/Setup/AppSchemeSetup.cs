using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Makes the app's scheme the default where the app named no other, and refuses one that is not there.</summary>
internal sealed class AppSchemeSetup(IOptions<IamOptions> iam)
    : IPostConfigureOptions<AuthenticationOptions>, IValidateOptions<AuthenticationOptions>
{
    private string? AppScheme => ((IamAuthorizationOptions)iam.Value).AppScheme;

    public void PostConfigure(string? name, AuthenticationOptions options) => options.DefaultScheme ??= AppScheme;

    public ValidateOptionsResult Validate(string? name, AuthenticationOptions options) =>
        AppScheme is null || options.SchemeMap.ContainsKey(AppScheme)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Iam:AppScheme is `{AppScheme}`; it must be a registered authentication scheme: "
                + $"{string.Join(", ", options.SchemeMap.Keys.Order(StringComparer.Ordinal).Select(known => $"`{known}`"))}.");
}
