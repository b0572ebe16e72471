using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>
/// The app's source of resource tags (<c>aws:ResourceTag/…</c>). A scoped service, asked at most once a scope for each
/// ARN, and only when a policy that applies reads a resource tag. An exception or a late answer is a denial.
/// </summary>
public interface IIamResourceTags
{
    /// <summary>Finds the tags of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The tags, or <see langword="null"/> when the resource has none or does not exist.</returns>
    ValueTask<IReadOnlyDictionary<string, string>?> FindAsync(Arn resource, CancellationToken cancellationToken);
}
