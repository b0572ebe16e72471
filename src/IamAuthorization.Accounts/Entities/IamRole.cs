using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>A role.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html">RoleDetail</see>
/// </remarks>
public sealed record IamRole : IamEntity
{
    /// <summary>The shortest <see cref="SessionDurationMax"/>, and the default.</summary>
    public static readonly TimeSpan SessionDurationMaxLow = TimeSpan.FromHours(1);

    /// <summary>The longest <see cref="SessionDurationMax"/>.</summary>
    public static readonly TimeSpan SessionDurationMaxHigh = TimeSpan.FromHours(12);

    /// <summary><c>arn:PARTITION:iam::ACCOUNT:role/[path/]NAME</c>.</summary>
    public required Arn Arn { get; init; }

    /// <summary>The unique id (<c>AROA…</c>), or <see langword="null"/> when it has none.</summary>
    public string? UniqueId { get; init; }

    /// <summary>When it was made, or <see langword="null"/> where nobody wrote that down, as in policy files.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>What the role is for, at most 1,000 characters, or <see langword="null"/>.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The service that the role is linked to, for example <c>reports.orders.example</c>, or <see langword="null"/> for
    /// an ordinary role. Only the service changes a linked role.
    /// </summary>
    public string? LinkedService { get; init; }

    /// <summary>
    /// Who may assume the role. Where accounts are kept in a store, users and roles of it stand here by their unique
    /// ids (PL-55).
    /// </summary>
    public required PolicyDocument TrustPolicy { get; init; }

    /// <summary>The tags.</summary>
    public ValueList<IamTag> Tags { get; init; } = [];

    /// <summary>The ARNs of the attached managed policies.</summary>
    public ValueList<Arn> AttachedPolicyArns { get; init; } = [];

    /// <summary>The inline policies.</summary>
    public ValueList<NamedPolicy> InlinePolicies { get; init; } = [];

    /// <summary>The managed policy that is the permissions boundary, or <see langword="null"/>.</summary>
    public Arn? PermissionsBoundaryArn { get; init; }

    /// <summary>The longest session of the role, 1 to 12 hours. The default is 1 hour.</summary>
    public TimeSpan SessionDurationMax { get; init; } = SessionDurationMaxLow;

    /// <summary>The account id, 12 digits.</summary>
    public string AccountId => Arn.Account.ToString();

    /// <summary>The name without path.</summary>
    public string Name => IamArn.NameOf(Arn);

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.Role(AccountId, Name);
}
