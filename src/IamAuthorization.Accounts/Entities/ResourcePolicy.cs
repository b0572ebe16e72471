using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The policy attached to one resource of the app.</summary>
/// <param name="ResourceArn">The resource.</param>
/// <param name="Document">The document.</param>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html">
/// Identity-based policies and resource-based policies</see>
/// </remarks>
public sealed record ResourcePolicy(Arn ResourceArn, PolicyDocument Document) : IamEntity
{
    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.ResourcePolicy(ResourceArn);
}
