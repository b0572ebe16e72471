using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>
/// The app's own source of resource policies, beside those of the store; both apply together. A scoped service, asked
/// at most once a scope for each ARN. An exception or a late answer is a denial.
/// </summary>
public interface IIamResourcePolicies
{
    /// <summary>Finds the policy of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The policy, or <see langword="null"/> when the resource has none.</returns>
    ValueTask<PolicyDocument?> FindAsync(Arn resource, CancellationToken cancellationToken);
}
