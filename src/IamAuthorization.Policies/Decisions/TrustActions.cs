using System.Text;

namespace IamAuthorization.Policies;

/// <summary>The actions that the trust policy of a role governs (PL-21, EV-10).</summary>
public static class TrustActions
{
    private static readonly string[] Names =
    [
        "AssumeRole",
        "AssumeRoleWithSAML",
        "AssumeRoleWithWebIdentity",
        "TagSession",
        "SetSourceIdentity",
        "SetContext",
    ];

    /// <summary>Whether the resource policy that decides about this action is a role's trust policy.</summary>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource.</param>
    /// <returns>True for <c>sts:AssumeRole*</c> and its companions on the ARN of a role.</returns>
    public static bool IsGoverned(ActionName action, Arn resource) =>
        resource.Service is "iam" && resource.Resource.StartsWith("role/") && IsTrustAction(action);

    /// <summary>
    /// Whether an identity provider can be the principal of the action: those that come with its token, which
    /// <c>sts:AssumeRole</c> does not.
    /// </summary>
    internal static bool TakesFederatedIdentity(ActionName action) =>
        IsTrustAction(action) && !Ascii.EqualsIgnoreCase(action.Name, Names[0]);

    private static bool IsTrustAction(ActionName action)
    {
        if (!Ascii.EqualsIgnoreCase(action.Service, "sts"))
        {
            return false;
        }

        foreach (string name in Names)
        {
            if (Ascii.EqualsIgnoreCase(action.Name, name))
            {
                return true;
            }
        }

        return false;
    }
}
