using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Says of the web's own options that are out of range what they are and what they may be.</summary>
internal sealed class IamAuthorizationOptionsValidator(
    IEnumerable<IConfigureOptions<AuthenticationOptions>> authenticationSetups)
    : IValidateOptions<IamOptions>
{
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

        return [.. authentication.SchemeMap.Keys.Order(StringComparer.Ordinal)];
    }
}
