using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// What a store finds an entity by. PL-75: names are unique per account and kind without regard to case, and so are
/// keys; the entity carries the case as stored. Resource ARNs are compared exactly.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and AWS STS quotas: name
/// requirements</see>
/// </remarks>
public readonly struct IamEntityKey : IEquatable<IamEntityKey>
{
    private readonly string? _accountId;
    private readonly string? _name;

    private IamEntityKey(IamEntityKind kind, string accountId, string name)
    {
        Kind = kind;
        _accountId = accountId;
        _name = name;
    }

    /// <summary>The key of the organization.</summary>
    public static IamEntityKey Organization { get; } = new(IamEntityKind.Organization, string.Empty, string.Empty);

    /// <summary>The kind of entity.</summary>
    public IamEntityKind Kind { get; }

    /// <summary>The account it belongs to; empty for resource policies and the organization.</summary>
    public string AccountId => _accountId ?? string.Empty;

    /// <summary>
    /// The name without path; the whole ARN for resource policies and session revocations; empty for accounts.
    /// </summary>
    public string Name => _name ?? string.Empty;

    private StringComparer NameComparer =>
        Kind is IamEntityKind.ResourcePolicy or IamEntityKind.SessionRevocation
            ? StringComparer.Ordinal
            : StringComparer.OrdinalIgnoreCase;

    /// <summary>The key of an account.</summary>
    /// <param name="accountId">The account id, 12 digits.</param>
    /// <returns>The key.</returns>
    public static IamEntityKey Account(string accountId) => new(IamEntityKind.Account, accountId, string.Empty);

    /// <summary>The key of a user.</summary>
    /// <param name="accountId">The account id, 12 digits.</param>
    /// <param name="name">The name without path.</param>
    /// <returns>The key.</returns>
    public static IamEntityKey User(string accountId, string name) => new(IamEntityKind.User, accountId, name);

    /// <summary>The key of a group.</summary>
    /// <param name="accountId">The account id, 12 digits.</param>
    /// <param name="name">The name without path.</param>
    /// <returns>The key.</returns>
    public static IamEntityKey Group(string accountId, string name) => new(IamEntityKind.Group, accountId, name);

    /// <summary>The key of a role.</summary>
    /// <param name="accountId">The account id, 12 digits.</param>
    /// <param name="name">The name without path.</param>
    /// <returns>The key.</returns>
    public static IamEntityKey Role(string accountId, string name) => new(IamEntityKind.Role, accountId, name);

    /// <summary>The key of a managed policy.</summary>
    /// <param name="policyArn">The policy's ARN.</param>
    /// <returns>The key.</returns>
    public static IamEntityKey ManagedPolicy(Arn policyArn) =>
        new(IamEntityKind.ManagedPolicy, policyArn.Account.ToString(), IamArn.NameOf(policyArn));

    /// <summary>The key of a resource's policy.</summary>
    /// <param name="resourceArn">The resource's ARN.</param>
    /// <returns>The key.</returns>
    public static IamEntityKey ResourcePolicy(Arn resourceArn) =>
        new(IamEntityKind.ResourcePolicy, string.Empty, resourceArn.ToString());

    /// <summary>The key of the revocation of the sessions of a role or user.</summary>
    /// <param name="principalArn">The ARN of the role or user.</param>
    /// <returns>The key.</returns>
    public static IamEntityKey SessionRevocation(Arn principalArn) =>
        new(IamEntityKind.SessionRevocation, principalArn.Account.ToString(), principalArn.ToString());

    /// <inheritdoc/>
    public bool Equals(IamEntityKey other) =>
        Kind == other.Kind
        && string.Equals(AccountId, other.AccountId, StringComparison.Ordinal)
        && NameComparer.Equals(Name, other.Name);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IamEntityKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Kind, StringComparer.Ordinal.GetHashCode(AccountId), NameComparer.GetHashCode(Name));

    /// <summary>The key for people, for example <c>User 111122223333/alice</c>.</summary>
    /// <returns>Kind, account and name.</returns>
    public override string ToString() => $"{Kind} {AccountId}/{Name}";

    /// <summary>Whether both find the same entity.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(IamEntityKey left, IamEntityKey right) => left.Equals(right);

    /// <summary>Whether they find different entities.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(IamEntityKey left, IamEntityKey right) => !left.Equals(right);
}
