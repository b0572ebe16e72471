namespace IamAuthorization.Accounts;

/// <summary>What the role is like that a service of the app acts with in an account.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html">Create a
/// service-linked role</see>
/// </remarks>
public sealed class ServiceLinkedRole
{
    /// <summary>
    /// What the role's name ends in: <c>Reports</c> for <c>AWSServiceRoleForReports</c>. ASCII letters, digits and
    /// <c>_+=,.@-</c>, at most 48.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>
    /// The JSON text of what the service may do. It is the built-in policy
    /// <c>arn:aws:iam::aws:policy/aws-service-role/ReportsServiceRolePolicy</c>, so that another text acts on all roles
    /// there are.
    /// </summary>
    public required string Policy { get; init; }

    /// <summary>What the role is for, or <see langword="null"/>; whoever makes a role may say something else.</summary>
    public string? Description { get; init; }

    /// <summary>Whether an account may have several such roles, whose names end in suffixes.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowsSuffix { get; init; }

    /// <summary>
    /// Asked before a role is deleted: whether the service still needs it. It may be asked more than once.
    /// </summary>
    /// <value>The default is <see langword="null"/>: it never does.</value>
    public Func<IamRole, CancellationToken, ValueTask<bool>>? IsInUse { get; init; }

    internal string RoleName => IamServiceLinkedRoleOptions.NamePrefix + Name;

    /// <summary>Path and name of the policy.</summary>
    internal string PolicyName => $"{IamServiceLinkedRoleOptions.PathRoot}/{Name}ServiceRolePolicy";
}
