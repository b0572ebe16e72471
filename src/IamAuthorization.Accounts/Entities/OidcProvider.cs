using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>An OpenID Connect provider whose users may assume roles.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html">Create an OpenID
/// Connect identity provider in IAM</see>
/// </remarks>
public sealed record OidcProvider : IamEntity
{
    /// <summary><c>arn:PARTITION:iam::ACCOUNT:oidc-provider/URL</c>, the URL without scheme.</summary>
    public required Arn Arn { get; init; }

    /// <summary>The client ids (audiences) it is trusted for.</summary>
    public ValueList<string> ClientIds { get; init; } = [];

    /// <summary>SHA-1 thumbprints of certificates, in hexadecimal digits.</summary>
    public ValueList<string> Thumbprints { get; init; } = [];

    /// <summary>When it was made, or <see langword="null"/> where nobody wrote that down.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The tags.</summary>
    public ValueList<IamTag> Tags { get; init; } = [];

    /// <summary>The account id, 12 digits.</summary>
    public string AccountId => Arn.Account.ToString();

    /// <summary>The issuer's URL without scheme.</summary>
    public string Url => Arn.Resource[(Arn.Resource.IndexOf('/') + 1)..].ToString();

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.OidcProvider(Arn);
}
