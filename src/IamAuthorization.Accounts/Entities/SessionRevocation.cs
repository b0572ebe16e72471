using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>All sessions of a role or user that were issued before an instant are dead.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html">Revoke IAM role
/// temporary security credentials</see>
/// </remarks>
public sealed record SessionRevocation : IamEntity
{
    /// <summary>The ARN of the role or user.</summary>
    public required Arn PrincipalArn { get; init; }

    /// <summary>The instant; a session issued before it may do nothing. It only ever moves forward.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.SessionRevocation(PrincipalArn);
}
