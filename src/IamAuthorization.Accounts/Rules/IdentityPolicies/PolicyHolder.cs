using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>What users, groups and roles have in common: the policies they hold.</summary>
internal sealed class PolicyHolder
{
    private readonly IamEntity _entity;

    private PolicyHolder(IamEntity entity, IamIdentityKind kind, string name)
    {
        _entity = entity;
        Kind = kind;
        Name = name;
    }

    public IamIdentityKind Kind { get; }

    public string Name { get; }

    public required ValueList<Arn> AttachedPolicyArns { get; init; }

    public required ValueList<NamedPolicy> InlinePolicies { get; init; }

    public static PolicyHolder Of(IamEntity entity) => entity switch
    {
        IamUser user => new PolicyHolder(user, IamIdentityKind.User, user.Name)
        {
            AttachedPolicyArns = user.AttachedPolicyArns,
            InlinePolicies = user.InlinePolicies,
        },
        IamGroup group => new PolicyHolder(group, IamIdentityKind.Group, group.Name)
        {
            AttachedPolicyArns = group.AttachedPolicyArns,
            InlinePolicies = group.InlinePolicies,
        },
        IamRole role => new PolicyHolder(role, IamIdentityKind.Role, role.Name)
        {
            AttachedPolicyArns = role.AttachedPolicyArns,
            InlinePolicies = role.InlinePolicies,
        },
        _ => throw new ArgumentException($"`{entity.Key}` holds no policies.", nameof(entity)),
    };

    public IamEntity With(ValueList<Arn> attached) => _entity switch
    {
        IamUser user => user with { AttachedPolicyArns = attached },
        IamGroup group => group with { AttachedPolicyArns = attached },
        _ => (IamRole)_entity with { AttachedPolicyArns = attached },
    };

    public IamEntity With(ValueList<NamedPolicy> inline) => _entity switch
    {
        IamUser user => user with { InlinePolicies = inline },
        IamGroup group => group with { InlinePolicies = inline },
        _ => (IamRole)_entity with { InlinePolicies = inline },
    };

    public IamEntity WithBoundary(Arn? boundary) => _entity switch
    {
        IamUser user => user with { PermissionsBoundaryArn = boundary },
        IamRole role => role with { PermissionsBoundaryArn = boundary },
        _ => throw IamErrors.Invalid("A group cannot have a permissions boundary."),
    };

    /// <summary>Only the service that a role is linked to changes the role.</summary>
    public PolicyHolder RefuseProtected() =>
        _entity is IamRole { LinkedService: not null } role ? throw IamErrors.Protected(role) : this;
}
