using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>A managed policy with its default version (PL-73).</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ManagedPolicyDetail.html">
/// ManagedPolicyDetail</see>
/// </remarks>
public sealed record ManagedPolicy : IamEntity
{
    /// <summary><c>arn:PARTITION:iam::ACCOUNT:policy/[path/]NAME</c>.</summary>
    public required Arn Arn { get; init; }

    /// <summary>The document of the default version.</summary>
    public required PolicyDocument Document { get; init; }

    /// <summary>The unique id (<c>ANPA…</c>), or <see langword="null"/> when it has none.</summary>
    public string? UniqueId { get; init; }

    /// <summary>What the policy is for, at most 1,000 characters, or <see langword="null"/>.</summary>
    public string? Description { get; init; }

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.ManagedPolicy(Arn);
}
