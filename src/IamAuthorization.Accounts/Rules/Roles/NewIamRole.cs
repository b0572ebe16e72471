using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>A role to be made.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html">CreateRole</see>
/// </remarks>
public sealed class NewIamRole
{
    /// <summary>The name, 1 to 64 ASCII letters, digits and <c>_+=,.@-</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The JSON text of the trust policy: who may assume the role.</summary>
    public required string TrustPolicy { get; init; }

    /// <summary>The path, <c>/</c> or <c>/…/</c>. The default is <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>What the role is for, at most 1,000 characters, or <see langword="null"/>.</summary>
    public string? Description { get; init; }

    /// <summary>The longest session of the role, 1 to 12 hours. The default is 1 hour.</summary>
    public TimeSpan SessionDurationMax { get; init; } = IamRole.SessionDurationMaxLow;

    /// <summary>The tags.</summary>
    public ValueList<IamTag> Tags { get; init; } = [];

    /// <summary>The managed policy that is the permissions boundary, or <see langword="null"/>.</summary>
    public Arn? PermissionsBoundaryArn { get; init; }
}
