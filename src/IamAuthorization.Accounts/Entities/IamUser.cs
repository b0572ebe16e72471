using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>A user of an account.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UserDetail.html">UserDetail</see>
/// </remarks>
public sealed record IamUser : IamEntity
{
    /// <summary><c>arn:PARTITION:iam::ACCOUNT:user/[path/]NAME</c>.</summary>
    public required Arn Arn { get; init; }

    /// <summary>The unique id (<c>AIDA…</c>), or <see langword="null"/> when it has none.</summary>
    public string? UniqueId { get; init; }

    /// <summary>When it was made, or <see langword="null"/> where nobody wrote that down, as in policy files.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The tags.</summary>
    public ValueList<IamTag> Tags { get; init; } = [];

    /// <summary>The names of the groups of the same account that the user is in.</summary>
    public ValueList<string> GroupNames { get; init; } = [];

    /// <summary>The ARNs of the attached managed policies.</summary>
    public ValueList<Arn> AttachedPolicyArns { get; init; } = [];

    /// <summary>The inline policies.</summary>
    public ValueList<NamedPolicy> InlinePolicies { get; init; } = [];

    /// <summary>The managed policy that is the permissions boundary, or <see langword="null"/>.</summary>
    public Arn? PermissionsBoundaryArn { get; init; }

    /// <summary>The account id, 12 digits.</summary>
    public string AccountId => Arn.Account.ToString();

    /// <summary>The name without path.</summary>
    public string Name => IamArn.NameOf(Arn);

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.User(AccountId, Name);
}
