using System.Buffers;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Says of every option that is out of range what it is and what it may be, all of them at once.</summary>
internal sealed class IamAuthorizationOptionsValidator(
    IEnumerable<IConfigureOptions<AuthenticationOptions>> authenticationSetups)
    : IValidateOptions<IamOptions>
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public ValidateOptionsResult Validate(string? name, IamOptions options)
    {
        string[] problems = [.. Problems((IamAuthorizationOptions)options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(IamAuthorizationOptions options)
    {
        if (!IsName(options.Service) || options.Service is "aws" or "iam" or "sts")
        {
            yield return $"Iam:Service is `{options.Service}`; it must be the app's own service prefix, lower-case "
                + "letters, digits and hyphens, and not `aws`, `iam` or `sts`: for example `orders`.";
        }

        if (!IsName(options.Partition))
        {
            yield return $"Iam:Partition is `{options.Partition}`; it must be lower-case letters, digits and hyphens: "
                + "for example `aws`.";
        }

        if (options.Region.Length > 0 && !IsName(options.Region))
        {
            yield return $"Iam:Region is `{options.Region}`; it must be empty, or lower-case letters, digits and "
                + "hyphens: for example `eu-west-1`.";
        }

        if (!IamPrincipal.IsAccountId(options.AccountId))
        {
            yield return $"Iam:AccountId is `{options.AccountId}`; it must be {IamPrincipal.AccountIdLength} digits: "
                + "for example `111122223333`.";
        }

        if (!Enum.IsDefined(options.DenialDetail))
        {
            yield return $"Iam:DenialDetail is `{options.DenialDetail}`; it must be `Reason` or `Bare`.";
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

    private static bool IsName(string text) =>
        text.Length is > 0 and <= ActionName.NameLengthMax && !text.AsSpan().ContainsAnyExcept(NameCharacters);
}
