using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Changes of the tree of an organization, each a new tree.</summary>
internal static class TreeEdit
{
    /// <summary>Limits nothing; every level has it where service control policies are in use.</summary>
    public static NamedPolicy FullAccess { get; } = new(
        "FullAWSAccess",
        PolicyDocument.Parse(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""",
            PolicyKind.ServiceControl,
            new PolicyReadOptions { KeepsText = true }));

    /// <summary>Replaces one unit wherever it stands.</summary>
    public static Organization WithUnit(
        Organization organization, string unitId, Func<OrganizationalUnit, OrganizationalUnit> change) =>
        organization with { Root = Replace(organization.Root, unit => Same(unit.Id, unitId) ? change(unit) : unit) };

    /// <summary>Replaces the policies of a level: a unit, the root, or an account.</summary>
    public static Organization WithPolicies(
        Organization organization,
        string targetId,
        ControlPolicyKind kind,
        Func<ValueList<NamedPolicy>, ValueList<NamedPolicy>> change) =>
        organization with
        {
            Root = Replace(
                organization.Root,
                unit =>
                {
                    OrganizationalUnit next = unit with
                    {
                        Accounts =
                        [
                            .. unit.Accounts.Select(
                                account => Same(account.AccountId, targetId) ? With(account, kind, change) : account),
                        ],
                    };
                    return Same(unit.Id, targetId) ? With(next, kind, change) : next;
                }),
        };

    /// <summary>Every level with the policy that limits nothing, beside what it has.</summary>
    public static Organization WithFullAccess(Organization organization) => organization with
    {
        Root = Replace(
            organization.Root,
            unit => With(unit, ControlPolicyKind.ServiceControl, WithFullAccess) with
            {
                Accounts =
                [
                    .. unit.Accounts.Select(
                        account => With(account, ControlPolicyKind.ServiceControl, WithFullAccess)),
                ],
            }),
    };

    public static ValueList<NamedPolicy> PoliciesOf(
        Organization organization, string targetId, ControlPolicyKind kind)
    {
        bool isServiceControl = kind == ControlPolicyKind.ServiceControl;
        if (organization.Units().FirstOrDefault(unit => Same(unit.Id, targetId)) is { } unit)
        {
            return isServiceControl ? unit.ServiceControlPolicies : unit.ResourceControlPolicies;
        }

        return organization.Accounts().FirstOrDefault(account => Same(account.AccountId, targetId)) is { } account
            ? isServiceControl ? account.ServiceControlPolicies : account.ResourceControlPolicies
            : throw Missing("target", targetId);
    }

    public static OrganizationalUnit UnitOf(Organization organization, string unitId) =>
        organization.Units().FirstOrDefault(unit => Same(unit.Id, unitId)) ?? throw Missing("unit", unitId);

    /// <summary>The unit above one; null for the root.</summary>
    public static OrganizationalUnit? ParentOf(Organization organization, string unitId) =>
        organization.Units().FirstOrDefault(
            above => above.OrganizationalUnits.Any(child => Same(child.Id, unitId)));

    /// <summary>Units of one parent have different names.</summary>
    public static void RefuseTaken(string name, IEnumerable<OrganizationalUnit> beside)
    {
        if (beside.Any(unit => string.Equals(unit.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new IamException(
                IamErrorCodes.EntityAlreadyExists, $"A unit with name {name} already exists there.");
        }
    }

    public static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);

    public static IamException Missing(string what, string id) =>
        new(IamErrorCodes.NoSuchEntity, $"The {what} with id {id} cannot be found.");

    private static OrganizationalUnit Replace(
        OrganizationalUnit unit, Func<OrganizationalUnit, OrganizationalUnit> change) =>
        change(unit with
        {
            OrganizationalUnits = [.. unit.OrganizationalUnits.Select(child => Replace(child, change))],
        });

    private static ValueList<NamedPolicy> WithFullAccess(ValueList<NamedPolicy> policies) =>
        policies.Any(policy => Same(policy.Name, FullAccess.Name)) ? policies : [.. policies, FullAccess];

    private static OrganizationalUnit With(
        OrganizationalUnit unit,
        ControlPolicyKind kind,
        Func<ValueList<NamedPolicy>, ValueList<NamedPolicy>> change) =>
        kind == ControlPolicyKind.ServiceControl
            ? unit with { ServiceControlPolicies = change(unit.ServiceControlPolicies) }
            : unit with { ResourceControlPolicies = change(unit.ResourceControlPolicies) };

    private static OrganizationAccount With(
        OrganizationAccount account,
        ControlPolicyKind kind,
        Func<ValueList<NamedPolicy>, ValueList<NamedPolicy>> change) =>
        kind == ControlPolicyKind.ServiceControl
            ? account with { ServiceControlPolicies = change(account.ServiceControlPolicies) }
            : account with { ResourceControlPolicies = change(account.ResourceControlPolicies) };
}
