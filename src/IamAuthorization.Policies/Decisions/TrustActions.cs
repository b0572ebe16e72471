namespace IamAuthorization.Policies;

/// <summary>The actions that the trust policy of a role governs (PL-21, EV-10).</summary>
public static class TrustActions
{
    /// <summary>Whether the resource policy that decides about this action is a role's trust policy.</summary>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource.</param>
    /// <returns>True for <c>sts:AssumeRole*</c> and its companions on the ARN of a role.</returns>
    public static bool IsGoverned(ActionName action, Arn resource) =>
        !action.IsEmpty && action.Facts.IsTrustAction && IsRole(resource);

    /// <summary>Whether the resource is a role.</summary>
    internal static bool IsRole(Arn resource) => resource.Service is "iam" && resource.Resource.StartsWith("role/");
}
