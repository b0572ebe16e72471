namespace IamAuthorization.Policies.Reference;

/// <summary>What a document is used as: the columns of policy-language.md §2.</summary>
public enum DocumentKind
{
    /// <summary>Attached to a user, group or role.</summary>
    Identity,

    /// <summary>A permissions boundary.</summary>
    Boundary,

    /// <summary>Passed when a session was made.</summary>
    Session,

    /// <summary>The policy of a resource.</summary>
    Resource,

    /// <summary>The trust policy of a role.</summary>
    Trust,

    /// <summary>A service control policy.</summary>
    ServiceControl,

    /// <summary>A resource control policy.</summary>
    ResourceControl,
}

/// <summary>A document under the name that decisions call it by.</summary>
internal sealed record Policy(string Name, IReadOnlyList<Statement> Statements);

/// <summary>A statement (policy-language.md §1). What is null is not written.</summary>
internal sealed record Statement(
    bool IsDeny,
    IReadOnlyList<PrincipalEntry>? Principal,
    IReadOnlyList<PrincipalEntry>? NotPrincipal,
    IReadOnlyList<ActionEntry>? Action,
    IReadOnlyList<ActionEntry>? NotAction,
    IReadOnlyList<ResourceEntry>? Resource,
    IReadOnlyList<ResourceEntry>? NotResource,
    IReadOnlyList<ConditionTest> Condition);

/// <summary>One entry of Principal: the key of the map and a value. The bare <c>"*"</c> is that of AWS.</summary>
internal sealed record PrincipalEntry(string Key, string Value);

/// <summary>One key test of a Condition: conditions.md §1.</summary>
internal sealed record ConditionTest(ConditionOperator Operator, string Key, IReadOnlyList<PolicyValue> Values);

/// <summary>An operator name taken apart; the base is the positive one (conditions.md §7).</summary>
internal sealed record ConditionOperator(string PositiveBase, bool IsNegated, string? Set, bool IfExists)
{
    /// <summary>Whether it is <c>Null</c>.</summary>
    public bool IsNull => PositiveBase == "Null";
}
