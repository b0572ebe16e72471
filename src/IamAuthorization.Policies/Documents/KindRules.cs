namespace IamAuthorization.Policies;

/// <summary>The table of policy-language §2: what each kind of policy may contain.</summary>
/// <param name="Name">The kind in words, for messages.</param>
/// <param name="Principal">Whether it has Principal.</param>
/// <param name="Resource">Whether it has Resource or NotResource.</param>
/// <param name="HasNotPrincipal">Whether NotPrincipal may stand for Principal, with Deny (PL-52).</param>
/// <param name="HasNotAction">Whether NotAction may stand for Action, by structure.</param>
/// <param name="HasAllow">Whether it may allow.</param>
/// <param name="NeedsVersion2012">PL-14: whether it must say 2012-10-17 to be saved.</param>
/// <param name="HasWideSid">PL-17: whether a Sid may hold more than ASCII letters and digits.</param>
internal sealed record KindRules(
    string Name,
    ElementRule Principal = ElementRule.Forbidden,
    ElementRule Resource = ElementRule.Required,
    bool HasNotPrincipal = false,
    bool HasNotAction = true,
    bool HasAllow = true,
    bool NeedsVersion2012 = false,
    bool HasWideSid = false)
{
    private static readonly KindRules Managed = new("a managed policy", NeedsVersion2012: true);
    private static readonly KindRules Inline = new("an inline policy");
    private static readonly KindRules Boundary = new("a permissions boundary", NeedsVersion2012: true);
    private static readonly KindRules Session = new("a session policy");

    private static readonly KindRules ResourceBased = new(
        "a resource-based policy",
        Principal: ElementRule.Required,
        Resource: ElementRule.Optional,
        HasNotPrincipal: true,
        HasWideSid: true);

    // WHY: NotAction of a trust policy belongs to the content gate, unlike that of an RCP.
    private static readonly KindRules Trust = new(
        "a role trust policy", Principal: ElementRule.Required, Resource: ElementRule.Forbidden);

    private static readonly KindRules ServiceControl = new("a service control policy", HasWideSid: true);

    private static readonly KindRules ResourceControl = new(
        "a resource control policy",
        Principal: ElementRule.Required,
        HasNotAction: false,
        HasAllow: false,
        NeedsVersion2012: true,
        HasWideSid: true);

    /// <summary>The name at the beginning of a sentence.</summary>
    public string Subject => string.Concat("A", Name.AsSpan(1));

    public static KindRules Of(PolicyKind kind) => kind switch
    {
        PolicyKind.Managed => Managed,
        PolicyKind.InlineUser or PolicyKind.InlineGroup or PolicyKind.InlineRole => Inline,
        PolicyKind.PermissionsBoundary => Boundary,
        PolicyKind.Session => Session,
        PolicyKind.Resource => ResourceBased,
        PolicyKind.RoleTrust => Trust,
        PolicyKind.ServiceControl => ServiceControl,
        PolicyKind.ResourceControl => ResourceControl,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This is no kind of policy."),
    };
}
