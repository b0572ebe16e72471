namespace IamAuthorization.Accounts;

/// <summary>
/// A store keeps a policy that is no valid document any more. Whatever depends on it is denied (EV-02).
/// </summary>
public sealed class UnreadablePolicyException : Exception
{
    /// <summary>Names the policy.</summary>
    /// <param name="policyName">The ARN or name of the policy.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="innerException">The cause, if any.</param>
    public UnreadablePolicyException(string policyName, string problem, Exception? innerException = null)
        : base($"The policy `{policyName}` cannot be read: {problem}", innerException) => PolicyName = policyName;

    /// <summary>The ARN or name of the policy.</summary>
    public string PolicyName { get; }
}
