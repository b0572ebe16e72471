using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>A SAML 2.0 identity provider whose users may assume roles.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml.html">Create a SAML
/// identity provider in IAM</see>
/// </remarks>
public sealed record SamlProvider : IamEntity
{
    /// <summary><c>arn:PARTITION:iam::ACCOUNT:saml-provider/NAME</c>.</summary>
    public required Arn Arn { get; init; }

    /// <summary>The metadata document of the provider, XML.</summary>
    public required string Metadata { get; init; }

    /// <summary>When it was made, or <see langword="null"/> where nobody wrote that down.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Until when the metadata count, or <see langword="null"/>.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The tags.</summary>
    public ValueList<IamTag> Tags { get; init; } = [];

    /// <summary>The account id, 12 digits.</summary>
    public string AccountId => Arn.Account.ToString();

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.SamlProvider(Arn);
}
