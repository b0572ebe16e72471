using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The SAML providers of an account.</summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml.html">Create a SAML
/// identity provider in IAM</see>
/// </remarks>
public interface IIamSamlProviders
{
    /// <summary>Makes a provider.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="metadata">The metadata document, XML.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The provider.</returns>
    Task<IamCommitted<SamlProvider>> CreateAsync(
        IamCall call, string name, string metadata, ValueList<IamTag> tags, CancellationToken cancellationToken);

    /// <summary>Finds a provider.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="providerArn">The ARN of the provider.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The provider.</returns>
    Task<SamlProvider> GetAsync(IamCall call, Arn providerArn, CancellationToken cancellationToken);

    /// <summary>Lists all providers.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The providers by name.</returns>
    Task<ValueList<SamlProvider>> ListAsync(IamCall call, CancellationToken cancellationToken);

    /// <summary>Replaces the metadata.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="providerArn">The ARN of the provider.</param>
    /// <param name="metadata">The metadata document, XML.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> UpdateAsync(
        IamCall call, Arn providerArn, string metadata, CancellationToken cancellationToken);

    /// <summary>Deletes a provider. Roles that trust it stay, and nobody assumes them through it any more.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="providerArn">The ARN of the provider.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteAsync(IamCall call, Arn providerArn, CancellationToken cancellationToken);

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
