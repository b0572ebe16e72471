namespace IamAuthorization.Policies.Reference;

/// <summary>The kinds of evaluation.md §1.</summary>
public enum CallerKind
{
    /// <summary>Without credentials.</summary>
    Anonymous,

    /// <summary>A service on its own behalf.</summary>
    Service,

    /// <summary>An identity of a provider, in the call that assumes a role with it.</summary>
    FederatedIdentity,

    /// <summary>The root user of an account.</summary>
    Root,

    /// <summary>A user.</summary>
    User,

    /// <summary>A session of a role.</summary>
    RoleSession,

    /// <summary>A session that a user made for somebody else.</summary>
    FederatedUser,
}

/// <summary>The principal of a question, taken apart.</summary>
public sealed record Caller
{
    private const string ServiceLinkedPath = "role/aws-service-role/";

    private Caller(CallerKind kind, string name) => (Kind, Name) = (kind, name);

    /// <summary>What it is.</summary>
    public CallerKind Kind { get; }

    /// <summary>Its ARN, or the name of the service or provider.</summary>
    public string Name { get; }

    /// <summary>Its account, or null.</summary>
    public string? Account { get; private init; }

    /// <summary>Its partition, or null.</summary>
    public string? Partition { get; private init; }

    /// <summary>A user's name without path.</summary>
    public string? UserName { get; private init; }

    /// <summary>The role of a role session (EV-03).</summary>
    public string? RoleArn { get; private init; }

    /// <summary>The name of a role session.</summary>
    public string? SessionName { get; private init; }

    /// <summary>The user who made a federated session.</summary>
    public string? UserArn { get; private init; }

    /// <summary>The unique id of the user or role.</summary>
    public string? UniqueId { get; private init; }

    /// <summary>conditions.md §6.1: the role's ARN for a role session, else its own.</summary>
    public string? PrincipalArn => Account is null ? null : RoleArn ?? Name;

    /// <summary>EV-23: the role's path is <c>/aws-service-role/…</c>.</summary>
    public bool IsServiceLinked =>
        RoleArn is not null && ArnText.Split(RoleArn)![5].StartsWith(ServiceLinkedPath, StringComparison.Ordinal);

    /// <summary>Takes the principal of a question apart.</summary>
    public static Caller Of(Question question)
    {
        const string Federated = "federated:";
        string principal = question.Principal;
        if (principal == "anonymous")
        {
            return new Caller(CallerKind.Anonymous, principal);
        }

        if (principal.StartsWith(Federated, StringComparison.Ordinal))
        {
            return new Caller(CallerKind.FederatedIdentity, principal[Federated.Length..]);
        }

        if (!principal.StartsWith("arn:", StringComparison.Ordinal))
        {
            bool isService = principal.Contains('.', StringComparison.Ordinal);
            return isService ? new Caller(CallerKind.Service, principal) : throw NoPrincipal(principal);
        }

        string[] parts = ArnText.Split(principal) ?? throw NoPrincipal(principal);
        if (!Principals.IsAccountId(parts[4]))
        {
            throw NoPrincipal(principal);
        }

        return OfArn(question, parts) with
        {
            Partition = parts[1],
            Account = parts[4],
            UniqueId = question.UniqueId,
        };
    }

    private static Caller OfArn(Question question, string[] parts)
    {
        string[] path = parts[5].Split('/');
        return (parts[2], path) switch
        {
            ("iam", ["root"]) => new Caller(CallerKind.Root, question.Principal),
            ("iam", ["user", .., { Length: > 0 } name]) =>
                new Caller(CallerKind.User, question.Principal) { UserName = name },
            ("sts", ["federated-user", .., { Length: > 0 }]) =>
                new Caller(CallerKind.FederatedUser, question.Principal) { UserArn = question.UserArn },
            ("sts", ["assumed-role", { Length: > 0 } role, { Length: > 0 }, ..]) =>
                new Caller(CallerKind.RoleSession, question.Principal)
                {
                    RoleArn = Role(question, parts, role),
                    SessionName = string.Join('/', path[2..]),
                },
            _ => throw NoPrincipal(question.Principal),
        };
    }

    /// <summary>EV-03: <c>roleArn</c>, else the context's aws:PrincipalArn if it fits, else path <c>/</c>.</summary>
    private static string Role(Question question, string[] session, string role)
    {
        ContextEntry[] claimed =
        [
            .. question.Context.Where(entry =>
                entry.Key.Equals("aws:PrincipalArn", StringComparison.OrdinalIgnoreCase)),
        ];
        if (question.RoleArn is { } given)
        {
            return IsRoleOf(given, session, role) ? given : throw NoPrincipal(given);
        }

        return claimed is [{ Values: [{ } only] }] && IsRoleOf(only, session, role)
            ? only
            : $"arn:{session[1]}:iam::{session[4]}:role/{role}";
    }

    private static bool IsRoleOf(string arn, string[] session, string role) =>
        ArnText.Split(arn) is { } parts
        && (parts[1], parts[2], parts[3], parts[4]) == (session[1], "iam", string.Empty, session[4])
        && parts[5].StartsWith("role/", StringComparison.Ordinal)
        && parts[5].Split('/')[^1] == role;

    private static MalformedException NoPrincipal(string text) => new($"`{text}` makes no requests.");
}
