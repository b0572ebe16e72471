namespace IamAuthorization.AspNetCore;

/// <summary>
/// How much a denial tells its caller. Names and contents of policies are never told, and anonymous callers and those
/// of other accounts get neither reason nor ARN of the resource.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Troubleshoot access
/// denied error messages</see>
/// </remarks>
public enum IamDenialDetail
{
    /// <summary>Who may not do what, and which type of policy is the reason.</summary>
    Reason = 0,

    /// <summary>Who may not do what.</summary>
    Bare,
}
