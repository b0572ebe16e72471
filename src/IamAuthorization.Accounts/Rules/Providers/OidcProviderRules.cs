using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>What an OpenID Connect provider must be.</summary>
internal static class OidcProviderRules
{
    private const int UrlLengthMax = 255;
    private const int ClientIdLengthMax = 255;
    private const int ThumbprintLength = 40;
    private const int ThumbprintsMax = 5;
    private const string Scheme = "https://";

    /// <summary>The ARN of a provider, which the URL without scheme ends.</summary>
    public static Arn ArnOf(string partition, IamCall call, string url)
    {
        Parameters.CheckLength("url", url, 1, UrlLengthMax);
        bool isUrl = url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(url, UriKind.Absolute, out Uri? uri)
            && uri is { Query: "", Fragment: "", UserInfo: "" }
            && !url.AsSpan().ContainsAnyExceptInRange('\u0021', '\u007E')
            && !url.AsSpan().ContainsAny("*?#");
        string place = isUrl ? url[Scheme.Length..].TrimEnd('/') : string.Empty;
        return isUrl && Arn.TryParse($"arn:{partition}:iam::{call.AccountId}:oidc-provider/{place}", out Arn arn)
            ? arn
            : throw IamErrors.Invalid("The url must be an https URL without query, fragment and user information.");
    }

    public static void CheckClientIds(ValueList<string> clientIds, int max)
    {
        ArgumentNullException.ThrowIfNull(clientIds);
        foreach (string id in clientIds)
        {
            Parameters.CheckLength("clientID", id, 1, ClientIdLengthMax);
        }

        if (clientIds.Count > max)
        {
            throw IamErrors.Quota("ClientIdsPerOpenIdConnectProvider", max);
        }
    }

    public static void CheckThumbprints(ValueList<string> thumbprints, int countMin)
    {
        ArgumentNullException.ThrowIfNull(thumbprints);
        foreach (string thumbprint in thumbprints)
        {
            Parameters.CheckLength("thumbprint", thumbprint, ThumbprintLength, ThumbprintLength);
            if (!thumbprint.All(char.IsAsciiHexDigit))
            {
                throw IamErrors.Invalid("A thumbprint is 40 hexadecimal digits.");
            }
        }

        if (thumbprints.Count < countMin || thumbprints.Count > ThumbprintsMax)
        {
            throw IamErrors.Invalid($"Thumbprint list must contain {countMin} to {ThumbprintsMax} entries.");
        }
    }
}
