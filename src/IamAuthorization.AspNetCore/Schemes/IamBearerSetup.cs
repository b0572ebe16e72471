using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Puts our validation into JwtBearer, whatever the app or its configuration set for our scheme, and refuses options
/// that were changed afterwards.
/// </summary>
internal sealed class IamBearerSetup(IServiceProvider services)
    : IPostConfigureOptions<JwtBearerOptions>, IValidateOptions<JwtBearerOptions>
{
    public void PostConfigure(string? name, JwtBearerOptions options)
    {
        if (!IsOurs(name))
        {
            return;
        }

        AccessTokenValidator validator = services.GetService<AccessTokenValidator>()
            ?? throw new InvalidOperationException(
                "AddIamBearer needs the app's own STS: call AddSecurityTokens on the result of AddIamAuthorization.");
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(ActivatorUtilities.CreateInstance<AccessTokenHandler>(services, validator));
        options.UseSecurityTokenValidators = false;
        options.Authority = null;
        options.MetadataAddress = null!;
        options.Configuration = null;
        options.ConfigurationManager = null;
        options.SaveToken = false;
        options.Challenge = JwtBearerDefaults.AuthenticationScheme;
        options.IncludeErrorDetails = true;
        options.EventsType = null;
        options.Events = ActivatorUtilities.CreateInstance<IamBearerEvents>(services);
        options.ForwardDefault = null;
        options.ForwardDefaultSelector = null;
        options.ForwardAuthenticate = null;
        options.ForwardChallenge = null;
        options.ForwardForbid = null;
    }

    public ValidateOptionsResult Validate(string? name, JwtBearerOptions options) =>
        !IsOurs(name) || IsUntouched(options)
            ? ValidateOptionsResult.Skip
            : ValidateOptionsResult.Fail(
                $"The options of the scheme `{IamAuthenticationDefaults.BearerScheme}` were changed after AddIamBearer "
                + "had set them; its tokens are validated in one way only. Use a scheme of your own for other tokens.");

    private static bool IsOurs(string? name) => name is IamAuthenticationDefaults.BearerScheme;

    private static bool IsUntouched(JwtBearerOptions options) =>
        options is
        {
            TokenHandlers: [AccessTokenHandler],
            UseSecurityTokenValidators: false,
            SaveToken: false,
            EventsType: null,
            Events: IamBearerEvents,
            ForwardDefault: null,
            ForwardDefaultSelector: null,
            ForwardAuthenticate: null,
            ForwardChallenge: null,
            ForwardForbid: null,
        };
}
