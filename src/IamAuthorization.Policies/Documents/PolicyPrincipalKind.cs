namespace IamAuthorization.Policies;

/// <summary>The key under which a principal stands in a Principal element.</summary>
public enum PolicyPrincipalKind
{
    /// <summary>The bare string <c>"*"</c>: everyone, the anonymous included.</summary>
    Everyone = 0,

    /// <summary><c>AWS</c>: an account, user, role, session, unique id or <c>*</c>.</summary>
    Aws,

    /// <summary><c>Service</c>: a service principal such as <c>events.example.com</c>.</summary>
    Service,

    /// <summary><c>Federated</c>: an identity provider.</summary>
    Federated,

    /// <summary><c>CanonicalUser</c>: not supported; never matches and is refused when a policy is saved.</summary>
    CanonicalUser,
}
