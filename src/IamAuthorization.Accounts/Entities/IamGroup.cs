using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>A group: policies for all users who are in it. It is never a principal (PL-53).</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GroupDetail.html">GroupDetail</see>
/// </remarks>
public sealed record IamGroup : IamEntity
{
    /// <summary><c>arn:PARTITION:iam::ACCOUNT:group/[path/]NAME</c>.</summary>
    public required Arn Arn { get; init; }

    /// <summary>The unique id (<c>AGPA…</c>), or <see langword="null"/> when it has none.</summary>
    public string? UniqueId { get; init; }

    /// <summary>When it was made, or <see langword="null"/> where nobody wrote that down, as in policy files.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The ARNs of the attached managed policies.</summary>
    public ValueList<Arn> AttachedPolicyArns { get; init; } = [];

    /// <summary>The inline policies.</summary>
    public ValueList<NamedPolicy> InlinePolicies { get; init; } = [];

    /// <summary>The account id, 12 digits.</summary>
    public string AccountId => Arn.Account.ToString();

    /// <summary>The name without path.</summary>
    public string Name => IamArn.NameOf(Arn);

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.Group(AccountId, Name);
}
