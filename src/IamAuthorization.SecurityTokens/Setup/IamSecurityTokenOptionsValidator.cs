using IamAuthorization.Accounts;
using Microsoft.Extensions.Options;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// Checks <see cref="IamSecurityTokenOptions"/> at start-up; every message names key, value and allowed form.
/// </summary>
internal sealed class IamSecurityTokenOptionsValidator : IValidateOptions<IamSecurityTokenOptions>
{
    private const int NameLengthMax = 256;
    private const int PackedPolicySizeMin = 256;
    private const int PackedPolicySizeLimit = 4_096;
    private const int CachedTokensLimit = 1_000_000;

    private static readonly TimeSpan LifetimeMin = TimeSpan.FromHours(1);
    private static readonly TimeSpan LifetimeMax = TimeSpan.FromDays(90);

    public ValidateOptionsResult Validate(string? name, IamSecurityTokenOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. ProblemsOf(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOf(IamSecurityTokenOptions options)
    {
        if (!IsIssuer(options.Issuer))
        {
            yield return Problem(
                nameof(options.Issuer),
                options.Issuer,
                $"`https://HOST[:PORT][/PATH]`, {NameLengthMax} characters at most, without trailing slash, query, "
                + "fragment or user name; `http` on loopback only");
        }

        if (!IsName(options.Audience))
        {
            yield return Problem(
                nameof(options.Audience),
                options.Audience,
                $"1 to {NameLengthMax} printable ASCII characters without spaces, for example `orders`");
        }

        if (options.KeysFolder is { } folder && (folder.Length == 0 || folder.AsSpan().Trim().Length != folder.Length))
        {
            yield return Problem(
                nameof(options.KeysFolder), folder, "the path of a folder, or leave it out to keep keys in memory");
        }

        if (options.SigningKeyLifetime < LifetimeMin || options.SigningKeyLifetime > LifetimeMax)
        {
            yield return Problem(
                nameof(options.SigningKeyLifetime), options.SigningKeyLifetime, $"{LifetimeMin} to {LifetimeMax}");
        }

        if (options.SigningKeyLead < TimeSpan.Zero
            || options.SigningKeyLead > SigningKeySchedule.LeadMax
            || options.SigningKeyLead >= options.SigningKeyLifetime)
        {
            yield return Problem(
                nameof(options.SigningKeyLead),
                options.SigningKeyLead,
                $"{TimeSpan.Zero} to {SigningKeySchedule.LeadMax}, shorter than {nameof(options.SigningKeyLifetime)}");
        }

        if (options.PackedPolicySizeMax is < PackedPolicySizeMin or > PackedPolicySizeLimit)
        {
            yield return Problem(
                nameof(options.PackedPolicySizeMax),
                options.PackedPolicySizeMax,
                $"{PackedPolicySizeMin} to {PackedPolicySizeLimit}");
        }

        if (options.CachedTokensMax is < 0 or > CachedTokensLimit)
        {
            yield return Problem(nameof(options.CachedTokensMax), options.CachedTokensMax, $"0 to {CachedTokensLimit}");
        }
    }

    private static bool IsIssuer(string? issuer)
    {
        if (!IsName(issuer) || !Uri.TryCreate(issuer, UriKind.Absolute, out Uri? uri))
        {
            return false;
        }

        bool isAllowedScheme = uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);
        bool isPlain = uri.Host.Length > 0 && uri.UserInfo.Length == 0
            && !issuer!.AsSpan().ContainsAny('?', '#', '@') && issuer[^1] != '/';

        // WHY: issuers are compared as text, so the one spelling is that which URL readers keep as it is.
        return isAllowedScheme && isPlain
            && string.Equals(uri.AbsoluteUri.TrimEnd('/'), issuer, StringComparison.Ordinal);
    }

    private static bool IsName(string? text) =>
        text is { Length: >= 1 and <= NameLengthMax } && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static string Problem(string key, object? value, string form) =>
        $"Iam:SecurityTokens:{key} is `{LogText.Of(value?.ToString() ?? string.Empty)}`: write {form}.";
}
