namespace IamAuthorization.Policies;

/// <summary>The sizes of documents in characters, white space outside strings not counted unless said.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and AWS STS quotas</see>
/// </remarks>
public sealed class PolicyQuotas
{
    /// <summary>AWS's own.</summary>
    public static PolicyQuotas Default { get; } = new();

    /// <summary>The size of a version of a managed policy. The default is 6,144.</summary>
    public int ManagedPolicySizeMax { get; init; } = 6_144;
}
