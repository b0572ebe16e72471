using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// The policies of the app's resources, by resource ARN. The account in the ARN is the resource's; another's resources
/// do not exist for a call.
/// </summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed. Users and roles of a policy are pinned
/// as in trust policies (PL-55).
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html">
/// Identity-based policies and resource-based policies</see>
/// </remarks>
public interface IIamStoredResourcePolicies
{
    /// <summary>Sets the policy of a resource.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="resourceArn">The resource.</param>
    /// <param name="document">The JSON text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> PutAsync(IamCall call, Arn resourceArn, string document, CancellationToken cancellationToken);

    /// <summary>Finds the policy of a resource, as it is shown.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="resourceArn">The resource.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The policy.</returns>
    Task<ResourcePolicy> GetAsync(IamCall call, Arn resourceArn, CancellationToken cancellationToken);

    /// <summary>Lists the resources of the account that have a policy, by ARN.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="page">Which page; a path prefix is ignored.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page of their ARNs.</returns>
    Task<IamPage<Arn>> ListAsync(IamCall call, IamPageQuery page, CancellationToken cancellationToken);

    /// <summary>Deletes the policy of a resource.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="resourceArn">The resource.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteAsync(IamCall call, Arn resourceArn, CancellationToken cancellationToken);
}
