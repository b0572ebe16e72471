using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The OpenID Connect providers of an account.</summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html">Create an OpenID
/// Connect identity provider in IAM</see>
/// </remarks>
public interface IIamOidcProviders
{
    /// <summary>Makes a provider.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The provider.</returns>
    Task<IamCommitted<OidcProvider>> CreateAsync(
        IamCall call, NewOidcProvider provider, CancellationToken cancellationToken);

    /// <summary>Finds a provider.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="providerArn">The ARN of the provider.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The provider.</returns>
    Task<OidcProvider> GetAsync(IamCall call, Arn providerArn, CancellationToken cancellationToken);

    /// <summary>Lists all providers.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The providers by URL.</returns>
    Task<ValueList<OidcProvider>> ListAsync(IamCall call, CancellationToken cancellationToken);

    /// <summary>Deletes a provider. Roles that trust it stay, and nobody assumes them through it any more.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="providerArn">The ARN of the provider.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteAsync(IamCall call, Arn providerArn, CancellationToken cancellationToken);

    /// <summary>Trusts the provider for one more client; one that is there already stays.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="providerArn">The ARN of the provider.</param>
    /// <param name="clientId">The client id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> AddClientIdAsync(
        IamCall call, Arn providerArn, string clientId, CancellationToken cancellationToken);

    /// <summary>Trusts the provider for a client no more; one that is not there is no error.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="providerArn">The ARN of the provider.</param>
    /// <param name="clientId">The client id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> RemoveClientIdAsync(
        IamCall call, Arn providerArn, string clientId, CancellationToken cancellationToken);

    /// <summary>Replaces the thumbprints, 1 to 5.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="providerArn">The ARN of the provider.</param>
    /// <param name="thumbprints">SHA-1 thumbprints, in hexadecimal digits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> UpdateThumbprintsAsync(
        IamCall call, Arn providerArn, ValueList<string> thumbprints, CancellationToken cancellationToken);

    /// <summary>Sets tags; those with the same key in any case are replaced.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="providerArn">The ARN of the provider.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> TagAsync(
        IamCall call, Arn providerArn, ValueList<IamTag> tags, CancellationToken cancellationToken);

    /// <summary>Removes tags; keys that no tag has are ignored.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="providerArn">The ARN of the provider.</param>
    /// <param name="tagKeys">The keys of the tags.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> UntagAsync(
        IamCall call, Arn providerArn, ValueList<string> tagKeys, CancellationToken cancellationToken);
}
