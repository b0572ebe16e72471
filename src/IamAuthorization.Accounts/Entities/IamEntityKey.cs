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

    /// <summary>
    /// The account it belongs to; empty for resource policies, the organization, access keys and account aliases, which
    /// are sought without knowing whose they are.
    /// </summary>
    public string AccountId => _accountId ?? string.Empty;

    /// <summary>
    /// The name without path; the whole ARN for resource policies and session revocations; empty for accounts.
    /// </summary>
    public string Name => _name ?? string.Empty;

    /// <summary>
    /// The name as it is compared: in upper case for names that differ in case only by accident, as it is for ARNs and
    /// ids. A store that compares exactly keeps this beside the name.
    /// </summary>
    public string NormalizedName => IsCaseSensitive ? Name : Name.ToUpperInvariant();

    private bool IsCaseSensitive => Kind is IamEntityKind.ResourcePolicy or IamEntityKind.SessionRevocation
        or IamEntityKind.AccessKey or IamEntityKind.AccountAlias or IamEntityKind.OidcProvider;

    private StringComparer NameComparer =>
        IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

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

    /// <summary>The key of a version of a managed policy.</summary>
    /// <param name="policyArn">The policy's ARN.</param>
    /// <param name="number">The number, 1 for <c>v1</c>.</param>
    /// <returns>The key.</returns>
    public static IamEntityKey ManagedPolicyVersion(Arn policyArn, int number) =>
        new(
            IamEntityKind.ManagedPolicyVersion,
            policyArn.Account.ToString(),
            $"{IamArn.NameOf(policyArn)}:{Accounts.ManagedPolicyVersion.IdOf(number)}");

    /// <summary>The key of an access key.</summary>
    /// <param name="id">The access key id.</param>
    /// <returns>The key.</returns>
    public static IamEntityKey AccessKey(string id) => new(IamEntityKind.AccessKey, string.Empty, id);

    /// <summary>The key of a user's password.</summary>
    /// <param name="accountId">The account id, 12 digits.</param>
    /// <param name="userName">The user's name.</param>
    /// <returns>The key.</returns>
    public static IamEntityKey LoginProfile(string accountId, string userName) =>
        new(IamEntityKind.LoginProfile, accountId, userName);

    /// <summary>The key of an MFA device.</summary>
    /// <param name="arn">The device's ARN.</param>
    /// <returns>The key, with path and name, for devices of different paths may have the same name.</returns>
    public static IamEntityKey MfaDevice(Arn arn) => OfResource(IamEntityKind.MfaDevice, arn);

    /// <summary>The key of an OpenID Connect provider.</summary>
    /// <param name="arn">The provider's ARN.</param>
    /// <returns>The key, with the URL without scheme.</returns>
    public static IamEntityKey OidcProvider(Arn arn) => OfResource(IamEntityKind.OidcProvider, arn);

    /// <summary>The key of a SAML provider.</summary>
    /// <param name="arn">The provider's ARN.</param>
    /// <returns>The key, with the provider's name.</returns>
    public static IamEntityKey SamlProvider(Arn arn) => OfResource(IamEntityKind.SamlProvider, arn);

    /// <summary>The key of an account alias.</summary>
    /// <param name="alias">The alias.</param>
    /// <returns>The key.</returns>
    public static IamEntityKey AccountAlias(string alias) => new(IamEntityKind.AccountAlias, string.Empty, alias);

    /// <summary>The key that a store wrote down as kind, account and name.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="accountId">The account, or empty.</param>
    /// <param name="name">The name, in any case where case does not count.</param>
    /// <returns>The key.</returns>
    public static IamEntityKey Restore(IamEntityKind kind, string accountId, string name) => new(kind, accountId, name);

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

    private static IamEntityKey OfResource(IamEntityKind kind, Arn arn) =>
        new(kind, arn.Account.ToString(), arn.Resource[(arn.Resource.IndexOf('/') + 1)..].ToString());

    /// <summary>Whether both find the same entity.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(IamEntityKey left, IamEntityKey right) => left.Equals(right);

    /// <summary>Whether they find different entities.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(IamEntityKey left, IamEntityKey right) => !left.Equals(right);
}
