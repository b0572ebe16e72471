namespace IamAuthorization.Policies;

/// <summary>
/// The sizes of documents in characters (UTF-16 code units). White space outside strings (space, tab, CR, LF) is not
/// counted unless said.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and AWS STS quotas</see>
/// and
/// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html">Quotas for AWS
/// Organizations</see>
/// </remarks>
public sealed class PolicyQuotas
{
    /// <summary>AWS's own.</summary>
    public static PolicyQuotas Default { get; } = new();

    /// <summary>
    /// The length of any document, all white space included; checked before parsing. The default is 131,072.
    /// </summary>
    public int DocumentLengthMax { get; init; } = 131_072;

    /// <summary>
    /// The size of a version of a managed policy, permissions boundaries included. The default is 6,144.
    /// </summary>
    public int ManagedPolicySizeMax { get; init; } = 6_144;

    /// <summary>The size of an inline policy of a user. The default is 2,048.</summary>
    public int InlineUserPolicySizeMax { get; init; } = 2_048;

    /// <summary>The size of an inline policy of a group. The default is 5,120.</summary>
    public int InlineGroupPolicySizeMax { get; init; } = 5_120;

    /// <summary>The size of an inline policy of a role. The default is 10,240.</summary>
    public int InlineRolePolicySizeMax { get; init; } = 10_240;

    /// <summary>The size of a role trust policy. The default is 2,048.</summary>
    public int TrustPolicySizeMax { get; init; } = 2_048;

    /// <summary>The size of a session policy. The default is 2,048.</summary>
    public int SessionPolicySizeMax { get; init; } = 2_048;

    /// <summary>The size of a service control policy, all white space included. The default is 5,120.</summary>
    public int ServiceControlPolicySizeMax { get; init; } = 5_120;

    /// <summary>The size of a resource control policy, all white space included. The default is 5,120.</summary>
    public int ResourceControlPolicySizeMax { get; init; } = 5_120;

    /// <summary>
    /// The size of a resource-based policy, or <see langword="null"/> for no quota but
    /// <see cref="DocumentLengthMax"/>, which is the default: AWS leaves it to each service.
    /// </summary>
    public int? ResourcePolicySizeMax { get; init; }

    /// <summary>The size of a text as quotas count it.</summary>
    /// <param name="text">The JSON text of a document.</param>
    /// <returns>The characters other than white space outside strings.</returns>
    public static int SizeOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SizeChecks.SizeOf(text);
    }
}
