namespace IamAuthorization.Policies;

/// <summary>Reads Federated principals: the ARN of a provider, or a host with optional path (PL-50).</summary>
internal static class FederatedProvider
{
    private const string SamlPrefix = "saml-provider/";
    private const string OidcPrefix = "oidc-provider/";

    public static FederatedProviderKind KindOf(string text, PolicyReadOptions options)
    {
        if (!text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return IsHost(text) ? FederatedProviderKind.Oidc : FederatedProviderKind.None;
        }

        bool isProvider = Arn.TryParse(text, out Arn arn)
            && ArnPartition.IsValid(arn.Partition.ToString(), options)
            && arn.Service is "iam"
            && arn.Region.IsEmpty
            && IamPrincipal.IsAccountId(arn.Account);
        if (!isProvider)
        {
            return FederatedProviderKind.None;
        }

        if (arn.Resource.StartsWith(SamlPrefix) && arn.Resource.Length > SamlPrefix.Length)
        {
            return FederatedProviderKind.Saml;
        }

        return arn.Resource.StartsWith(OidcPrefix) && IsHost(arn.Resource[OidcPrefix.Length..])
            ? FederatedProviderKind.Oidc
            : FederatedProviderKind.None;
    }

    /// <summary>The issuer of an OIDC provider: its host and path without scheme.</summary>
    public static string IssuerOf(string text)
    {
        int provider = text.IndexOf(OidcPrefix, StringComparison.Ordinal);
        return provider < 0 ? text : text[(provider + OidcPrefix.Length)..];
    }

    private static bool IsHost(ReadOnlySpan<char> text)
    {
        int slash = text.IndexOf('/');
        ReadOnlySpan<char> host = slash < 0 ? text : text[..slash];
        ReadOnlySpan<char> path = slash < 0 ? [] : text[slash..];
        foreach (char character in host)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '.'))
            {
                return false;
            }
        }

        return host.Contains('.') && !path.ContainsAnyExceptInRange('!', '~');
    }
}
