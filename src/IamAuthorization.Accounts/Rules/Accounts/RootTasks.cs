using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// What nobody in an account may do but its root user, whatever policies say: whoever could make credentials of the
/// root user would be the root user.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-tasks.html">Tasks that require root user
/// credentials</see>
/// </summary>
internal static class RootTasks
{
    /// <summary>Refuses all but the root user, and the app itself, which makes its first credentials.</summary>
    public static void Require(IamCall call)
    {
        if (call.Origin.PrincipalArn is { } principal && !IsRoot(principal, call.AccountId))
        {
            throw IamErrors.Denied("Only the root user of the account may do that.");
        }
    }

    private static bool IsRoot(string principal, string accountId) =>
        Arn.TryParse(principal, out Arn arn)
        && arn.Service is "iam"
        && arn.Account.SequenceEqual(accountId)
        && arn.Resource is "root";
}
