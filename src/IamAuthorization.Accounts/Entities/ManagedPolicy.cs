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

    /// <summary>When it was made, or <see langword="null"/> where nobody wrote that down, as in policy files.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When its versions changed last, or <see langword="null"/> where nobody wrote that down.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The tags.</summary>
    public ValueList<IamTag> Tags { get; init; } = [];

    /// <summary>
    /// The versions there are, oldest first, the default one included. Their documents are
    /// <see cref="ManagedPolicyVersion"/>s, but for the default one's, which <see cref="Document"/> holds.
    /// </summary>
    public ValueList<PolicyVersionEntry> Versions { get; init; } = [new(1, null)];

    /// <summary>The number of the version that <see cref="Document"/> is, 1 for <c>v1</c>.</summary>
    public int DefaultVersion { get; init; } = 1;

    /// <summary>The highest number any version ever had: numbers are never used again (PL-72).</summary>
    public int LastVersion { get; init; } = 1;

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.ManagedPolicy(Arn);
}
