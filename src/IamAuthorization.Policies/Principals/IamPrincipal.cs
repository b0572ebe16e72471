namespace IamAuthorization.Policies;

/// <summary>
/// Who makes a request: made once per request from verified credentials, immutable, and the same for every decision
/// of that request. It carries identity and session facts, never permissions.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">AWS JSON
/// policy elements: Principal</see>
/// </remarks>
public sealed class IamPrincipal
{
    /// <summary>The number of digits of an account id.</summary>
    public const int AccountIdLength = 12;

    private const string RolePrefix = "role/";
    private const string ServiceLinkedRolePrefix = "role/aws-service-role/";

    private IamPrincipal(IamPrincipalKind kind, Arn arn, string name, string? uniqueId, IamSession? session)
    {
        Kind = kind;
        Arn = arn;
        AccountId = arn.Account.ToString();
        Name = name;
        UniqueId = uniqueId;
        Session = session;
    }

    /// <summary>The caller without credentials.</summary>
    public static IamPrincipal Anonymous { get; } =
        new(IamPrincipalKind.Anonymous, Arn.Any, string.Empty, uniqueId: null, session: null);

    /// <summary>What kind of principal this is.</summary>
    public IamPrincipalKind Kind { get; }

    /// <summary>
    /// The caller's ARN: user, root, assumed-role session or federated-user session. <see cref="Arn.Any"/> for kinds
    /// that have none: anonymous callers, services and federated identities.
    /// </summary>
    public Arn Arn { get; }

    /// <summary>The account of the caller, 12 digits; empty for kinds without an account.</summary>
    public string AccountId { get; }

    /// <summary>
    /// The name without path: of the user, role or federated user; of the service principal; of the identity
    /// provider. Empty for root and anonymous callers.
    /// </summary>
    public string Name { get; }

    /// <summary>
    /// The unique id of the user or role (<c>AIDA…</c>, <c>AROA…</c>) where it is known; of the user for a federated
    /// session.
    /// </summary>
    public string? UniqueId { get; }

    /// <summary>The session name of a role session, else <see langword="null"/>.</summary>
    public string? SessionName { get; private init; }

    /// <summary>The full ARN, path included, of the role of a role session; else <see cref="Arn.Any"/>.</summary>
    public Arn RoleArn { get; private init; }

    /// <summary>The ARN of the user who made a federated session, where known; else <see cref="Arn.Any"/>.</summary>
    public Arn UserArn { get; private init; }

    /// <summary>The facts of temporary credentials, or <see langword="null"/> for long-term ones.</summary>
    public IamSession? Session { get; }

    /// <summary>
    /// The ARN that policies see as <c>aws:PrincipalArn</c>: the role's for a role session, else the caller's own.
    /// </summary>
    public Arn PrincipalArn => Kind == IamPrincipalKind.RoleSession ? RoleArn : Arn;

    /// <summary>EV-23: whether the caller is a session of a service-linked role, which no SCP or RCP limits.</summary>
    internal bool IsServiceLinked =>
        Kind == IamPrincipalKind.RoleSession && RoleArn.Resource.StartsWith(ServiceLinkedRolePrefix);

    /// <summary>The root user of an account.</summary>
    /// <param name="accountId">The account id, 12 digits.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="session">The facts of temporary credentials, or <see langword="null"/>.</param>
    /// <returns>The principal.</returns>
    /// <exception cref="ArgumentException">
    /// The account id does not have 12 digits, or the partition is no part of an ARN.
    /// </exception>
    public static IamPrincipal Root(string accountId, string partition = "aws", IamSession? session = null)
    {
        ArgumentNullException.ThrowIfNull(accountId);
        return FromArn(ArnOf($"arn:{partition}:iam::{accountId}:root", nameof(accountId)), session: session);
    }

    /// <summary>A user.</summary>
    /// <param name="userArn"><c>arn:aws:iam::ACCOUNT:user/[path/]NAME</c>.</param>
    /// <param name="uniqueId">The unique id (<c>AIDA…</c>), where known.</param>
    /// <param name="session">The facts of temporary credentials, or <see langword="null"/>.</param>
    /// <returns>The principal.</returns>
    /// <exception cref="ArgumentException">The ARN is no user's.</exception>
    public static IamPrincipal User(Arn userArn, string? uniqueId = null, IamSession? session = null)
    {
        IamPrincipal principal = FromArn(userArn, uniqueId, session);
        return principal.Kind == IamPrincipalKind.User
            ? principal
            : throw new ArgumentException($"`{userArn}` is not the ARN of a user.", nameof(userArn));
    }

    /// <summary>A session of an assumed role.</summary>
    /// <param name="roleArn">The full ARN of the role: <c>arn:aws:iam::ACCOUNT:role/[path/]NAME</c>.</param>
    /// <param name="sessionName">The session name.</param>
    /// <param name="uniqueId">The unique id of the role (<c>AROA…</c>), where known.</param>
    /// <param name="session">The facts of the session, or <see langword="null"/>.</param>
    /// <returns>The principal.</returns>
    /// <exception cref="ArgumentException">
    /// The ARN is no role's, or the session name is empty or makes no ARN, for example with a control character.
    /// </exception>
    public static IamPrincipal RoleSession(
        Arn roleArn, string sessionName, string? uniqueId = null, IamSession? session = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(sessionName);
        if (!IsRole(roleArn))
        {
            throw new ArgumentException($"`{roleArn}` is not the ARN of a role.", nameof(roleArn));
        }

        string name = LastName(roleArn);
        Arn arn = ArnOf(
            $"arn:{roleArn.Partition}:sts::{roleArn.Account}:assumed-role/{name}/{sessionName}", nameof(sessionName));
        return new IamPrincipal(IamPrincipalKind.RoleSession, arn, name, uniqueId, session)
        {
            RoleArn = roleArn,
            SessionName = sessionName,
        };
    }

    /// <summary>A session that a user made for somebody else (GetFederationToken).</summary>
    /// <param name="sessionArn"><c>arn:aws:sts::ACCOUNT:federated-user/NAME</c>.</param>
    /// <param name="userArn">The ARN of the user who made it, or <see cref="Arn.Any"/> when not known.</param>
    /// <param name="uniqueId">The unique id of that user, where known.</param>
    /// <param name="session">The facts of the session, or <see langword="null"/>.</param>
    /// <returns>The principal.</returns>
    /// <exception cref="ArgumentException">The ARN is no federated user's.</exception>
    public static IamPrincipal FederatedUser(
        Arn sessionArn, Arn userArn = default, string? uniqueId = null, IamSession? session = null)
    {
        IamPrincipal principal = FromArn(sessionArn, uniqueId, session);
        return principal.Kind == IamPrincipalKind.FederatedUser
            ? new IamPrincipal(principal.Kind, principal.Arn, principal.Name, uniqueId, session) { UserArn = userArn }
            : throw new ArgumentException($"`{sessionArn}` is not the ARN of a federated user.", nameof(sessionArn));
    }

    /// <summary>A service that calls on its own behalf.</summary>
    /// <param name="name">The service principal, for example <c>events.example.com</c>; holds a dot.</param>
    /// <returns>The principal.</returns>
    /// <exception cref="ArgumentException">The name holds no dot.</exception>
    public static IamPrincipal Service(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name.Contains('.', StringComparison.Ordinal)
            ? new IamPrincipal(IamPrincipalKind.Service, Arn.Any, name, uniqueId: null, session: null)
            : throw new ArgumentException(
                $"`{name}` is not a service principal: write its whole name, like `events.example.com`.", nameof(name));
    }

    /// <summary>An identity of a provider, in the call that assumes a role with it.</summary>
    /// <param name="provider">The provider's ARN, or its host for a well-known one.</param>
    /// <returns>The principal.</returns>
    /// <exception cref="ArgumentException">The provider is empty.</exception>
    public static IamPrincipal FederatedIdentity(string provider)
    {
        ArgumentException.ThrowIfNullOrEmpty(provider);
        return new IamPrincipal(IamPrincipalKind.FederatedIdentity, Arn.Any, provider, uniqueId: null, session: null);
    }

    /// <summary>The principal an ARN names.</summary>
    /// <param name="arn">
    /// The ARN of a user, a root user, a role session or a federated user. The role of a role session is taken to have
    /// no path; use <see cref="RoleSession"/> where the role's ARN is known (EV-03).
    /// </param>
    /// <param name="uniqueId">The unique id of the user or role, where known.</param>
    /// <param name="session">The facts of temporary credentials, or <see langword="null"/>.</param>
    /// <returns>The principal.</returns>
    /// <exception cref="ArgumentException">The ARN names no principal that can make a request.</exception>
    public static IamPrincipal FromArn(Arn arn, string? uniqueId = null, IamSession? session = null)
    {
        if (!IsAccountId(arn.Account))
        {
            throw new ArgumentException(
                $"`{arn}` names no principal: its account must have {AccountIdLength} digits.", nameof(arn));
        }

        ReadOnlySpan<char> resource = arn.Resource;
        if (arn.Service is "iam" && resource is "root")
        {
            return new IamPrincipal(IamPrincipalKind.Root, arn, string.Empty, uniqueId, session);
        }

        if (arn.Service is "iam" && resource.StartsWith("user/") && LastName(arn) is { Length: > 0 } user)
        {
            return new IamPrincipal(IamPrincipalKind.User, arn, user, uniqueId, session);
        }

        if (arn.Service is "sts" && resource.StartsWith("federated-user/") && LastName(arn) is { Length: > 0 } name)
        {
            return new IamPrincipal(IamPrincipalKind.FederatedUser, arn, name, uniqueId, session);
        }

        return TryReadSession(arn, out Arn roleArn, out string sessionName)
            ? RoleSession(roleArn, sessionName, uniqueId, session)
            : throw new ArgumentException(
                $"`{arn}` names no principal that can make a request: use a user, a root user, an assumed-role session "
                + "or a federated user.",
                nameof(arn));
    }

    /// <summary>The caller as denial messages name it.</summary>
    /// <returns>The ARN, the service or provider, or <c>anonymous</c>.</returns>
    public override string ToString() => Kind switch
    {
        IamPrincipalKind.Anonymous => "anonymous",
        IamPrincipalKind.Service or IamPrincipalKind.FederatedIdentity => Name,
        _ => Arn.ToString(),
    };

    /// <summary>Whether the text is an account id: 12 ASCII digits.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The answer.</returns>
    public static bool IsAccountId(ReadOnlySpan<char> text) =>
        text.Length == AccountIdLength && AsciiDigits.AreAll(text);

    private static bool IsRole(Arn arn) =>
        arn.Service is "iam" && IsAccountId(arn.Account) && arn.Resource.StartsWith(RolePrefix)
        && arn.Resource[^1] != '/';

    private static Arn ArnOf(string text, string parameter) =>
        Arn.TryParse(text, out Arn arn, out string? problem)
            ? arn
            : throw new ArgumentException($"There is no principal of that name: in its ARN, {problem}.", parameter);

    private static string LastName(Arn arn) => arn.Resource[(arn.Resource.LastIndexOf('/') + 1)..].ToString();

    private static bool TryReadSession(Arn arn, out Arn roleArn, out string sessionName)
    {
        const string Prefix = "assumed-role/";
        ReadOnlySpan<char> rest = arn.Resource.StartsWith(Prefix) ? arn.Resource[Prefix.Length..] : [];
        int slash = rest.IndexOf('/');
        bool isSession = arn.Service is "sts" && slash > 0 && slash < rest.Length - 1;
        roleArn = isSession ? Arn.Parse($"arn:{arn.Partition}:iam::{arn.Account}:role/{rest[..slash]}") : Arn.Any;
        sessionName = isSession ? rest[(slash + 1)..].ToString() : string.Empty;
        return isSession;
    }
}
