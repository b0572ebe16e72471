using IamAuthorization.Accounts;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Says of the web's own options that are out of range what they are and what they may be.</summary>
internal sealed class IamAuthorizationOptionsValidator(
    IEnumerable<IConfigureOptions<AuthenticationOptions>> authenticationSetups,
    IOptions<IamSecurityTokenOptions> tokens)
    : IValidateOptions<IamOptions>
{
    /// <summary>The forwarding scheme forwards to the app's scheme: it cannot be the same.</summary>
    private static readonly string[] OwnSchemes =
    [
        IamAuthenticationDefaults.ForwardingScheme,
        IamAuthenticationDefaults.BearerScheme,
        IamAuthenticationDefaults.AccessKeysScheme,
        IamAuthenticationDefaults.RefusalScheme,
    ];

    public ValidateOptionsResult Validate(string? name, IamOptions options)
    {
        string[] problems = [.. Problems((IamAuthorizationOptions)options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(IamAuthorizationOptions options)
    {
        if (!Enum.IsDefined(options.DenialDetail))
        {
            yield return $"Iam:DenialDetail is `{options.DenialDetail}`; it must be `Reason` or `Bare`.";
        }

        if (tokens.Value.Issuer is { Length: > 0 } issuer && options.Callers.TryFind(issuer, out _))
        {
            yield return $"Iam:Callers maps `{issuer}`, the issuer of the app's own access tokens; their sessions are "
                + "principals already. Leave the map out.";
        }

        TimeSpan interval = options.Connections.RecheckInterval;
        if (interval < IamConnectionOptions.RecheckIntervalMin || interval > IamConnectionOptions.RecheckIntervalMax)
        {
            yield return $"Iam:Connections:RecheckInterval is `{interval}`; it must be "
                + $"{IamConnectionOptions.RecheckIntervalMin} to {IamConnectionOptions.RecheckIntervalMax}.";
        }

        string[] schemes = RegisteredSchemes();
        if (options.AppScheme is not null && !schemes.Contains(options.AppScheme, StringComparer.Ordinal))
        {
            yield return $"Iam:AppScheme is `{options.AppScheme}`; it must be a registered authentication scheme: "
                + $"{string.Join(", ", schemes.Select(scheme => $"`{scheme}`"))}.";
        }
    }

    /// <summary>
    /// WHY not from the options themselves: their default scheme follows from the very options checked here.
    /// </summary>
    private string[] RegisteredSchemes()
    {
        var authentication = new AuthenticationOptions();
        foreach (IConfigureOptions<AuthenticationOptions> setup in authenticationSetups)
        {
            setup.Configure(authentication);
        }

        return
        [
            .. authentication.SchemeMap.Keys
                .Except(OwnSchemes, StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }
}
