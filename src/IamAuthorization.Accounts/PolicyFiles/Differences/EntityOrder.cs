namespace IamAuthorization.Accounts;

/// <summary>Entities with their lists in one order, where the order says nothing.</summary>
internal static class EntityOrder
{
    public static IamEntity Of(IamEntity entity) => entity switch
    {
        IamUser user => user with
        {
            GroupNames =
                [.. user.GroupNames.Select(name => name.ToUpperInvariant()).Order(StringComparer.Ordinal)],
            AttachedPolicyArns = Ordered(user.AttachedPolicyArns),
            InlinePolicies = Ordered(user.InlinePolicies),
            Tags = Ordered(user.Tags),
        },
        IamGroup group => group with
        {
            AttachedPolicyArns = Ordered(group.AttachedPolicyArns),
            InlinePolicies = Ordered(group.InlinePolicies),
        },
        IamRole role => role with
        {
            AttachedPolicyArns = Ordered(role.AttachedPolicyArns),
            InlinePolicies = Ordered(role.InlinePolicies),
            Tags = Ordered(role.Tags),
        },
        ManagedPolicy policy => policy with { Tags = Ordered(policy.Tags) },
        _ => entity,
    };

    private static ValueList<Policies.Arn> Ordered(ValueList<Policies.Arn> arns) =>
        [.. arns.OrderBy(arn => arn.ToString(), StringComparer.Ordinal)];

    private static ValueList<NamedPolicy> Ordered(ValueList<NamedPolicy> policies) =>
        [.. policies.OrderBy(policy => policy.Name, StringComparer.Ordinal)];

    private static ValueList<IamTag> Ordered(ValueList<IamTag> tags) =>
        [.. tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)];
}
