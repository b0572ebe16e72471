using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The rules of the organization.</summary>
internal sealed class OrganizationRules(AccountBooks books, DocumentRules documents) : IIamOrganizations
{
    private const int UnitNameLengthMax = 128;

    public Task<IamCommitted<Organization>> CreateAsync(IamCall call, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "organizations:CreateOrganization",
            async edit =>
            {
                if (await FindAsync(edit, cancellationToken) is { } there)
                {
                    throw edit.IsOwn(there.ManagementAccountId)
                        ? new IamException(IamErrorCodes.EntityAlreadyExists, "The organization already exists.")
                        : Denied();
                }

                var made = new Organization
                {
                    Id = NewId("o-"),
                    ManagementAccountId = call.AccountId,
                    Root = new OrganizationalUnit
                    {
                        Id = NewId("r-"),
                        Accounts = [new OrganizationAccount { AccountId = call.AccountId }],
                    },
                };
                edit.Put(made);
                return made;
            },
            cancellationToken);

    public async Task<Organization> GetAsync(IamCall call, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await RequireAsync(view, cancellationToken);
    }

    public Task<IamCommitted<OrganizationalUnit>> CreateUnitAsync(
        IamCall call, string parentId, string name, CancellationToken cancellationToken)
    {
        Parameters.CheckLength("name", name, 1, UnitNameLengthMax);
        return books.WriteAsync(
            call,
            "organizations:CreateOrganizationalUnit",
            async edit =>
            {
                Organization organization = await RequireAsync(edit, cancellationToken);
                OrganizationalUnit parent = TreeEdit.UnitOf(organization, parentId);
                TreeEdit.RefuseTaken(name, parent.OrganizationalUnits);

                var made = new OrganizationalUnit
                {
                    Id = NewId("ou-"),
                    Name = name,
                    ServiceControlPolicies = InitialPoliciesOf(organization),
                };
                edit.Put(TreeEdit.WithUnit(
                    organization,
                    parentId,
                    unit => unit with { OrganizationalUnits = [.. unit.OrganizationalUnits, made] }));
                return made;
            },
            cancellationToken);
    }

    public Task<long> RenameUnitAsync(
        IamCall call, string unitId, string name, CancellationToken cancellationToken)
    {
        Parameters.CheckLength("name", name, 1, UnitNameLengthMax);
        return books.WriteAsync(
            call,
            "organizations:UpdateOrganizationalUnit",
            async edit =>
            {
                Organization organization = await RequireAsync(edit, cancellationToken);
                TreeEdit.UnitOf(organization, unitId);
                OrganizationalUnit parent = TreeEdit.ParentOf(organization, unitId)
                    ?? throw IamErrors.Denied("The root of an organization cannot be renamed.");
                TreeEdit.RefuseTaken(
                    name, parent.OrganizationalUnits.Where(unit => !TreeEdit.Same(unit.Id, unitId)));
                edit.Put(TreeEdit.WithUnit(organization, unitId, unit => unit with { Name = name }));
            },
            cancellationToken);
    }

    public Task<long> DeleteUnitAsync(IamCall call, string unitId, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "organizations:DeleteOrganizationalUnit",
            async edit =>
            {
                Organization organization = await RequireAsync(edit, cancellationToken);
                OrganizationalUnit unit = TreeEdit.UnitOf(organization, unitId);
                OrganizationalUnit parent = TreeEdit.ParentOf(organization, unitId)
                    ?? throw IamErrors.Denied("The root of an organization cannot be deleted.");
                if (unit.Accounts.Count > 0 || unit.OrganizationalUnits.Count > 0)
                {
                    throw IamErrors.LeftOver("move accounts and delete units");
                }

                edit.Put(TreeEdit.WithUnit(
                    organization,
                    parent.Id,
                    above => above with
                    {
                        OrganizationalUnits =
                        [
                            .. above.OrganizationalUnits.Where(child => !TreeEdit.Same(child.Id, unitId)),
                        ],
                    }));
            },
            cancellationToken);

    public Task<IamCommitted<IamAccount>> CreateAccountAsync(
        IamCall call, string parentId, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "organizations:CreateAccount",
            async edit =>
            {
                Organization organization = await RequireAsync(edit, cancellationToken);
                TreeEdit.UnitOf(organization, parentId);
                var made = new IamAccount(books.Ids.NextAccountId()) { CreatedAt = books.Now };
                if (await edit.Snapshot.FindAccountAsync(made.Id, cancellationToken) is not null)
                {
                    throw IamErrors.Concurrent(new InvalidOperationException("The account id is taken."));
                }

                var place = new OrganizationAccount
                {
                    AccountId = made.Id,
                    ServiceControlPolicies = InitialPoliciesOf(organization),
                };
                edit.Put(made);
                edit.Put(TreeEdit.WithUnit(
                    organization, parentId, unit => unit with { Accounts = [.. unit.Accounts, place] }));
                return made;
            },
            cancellationToken);

    public Task<long> MoveAccountAsync(
        IamCall call, string accountId, string parentId, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "organizations:MoveAccount",
            async edit =>
            {
                Organization organization = await RequireAsync(edit, cancellationToken);
                TreeEdit.UnitOf(organization, parentId);
                OrganizationalUnit from =
                    organization.Units().FirstOrDefault(unit => unit.Accounts.Any(IsIt))
                    ?? throw TreeEdit.Missing("account", accountId);
                OrganizationAccount account = from.Accounts.First(IsIt);
                Organization without = TreeEdit.WithUnit(
                    organization,
                    from.Id,
                    unit => unit with { Accounts = [.. unit.Accounts.Where(one => !IsIt(one))] });
                edit.Put(TreeEdit.WithUnit(
                    without, parentId, unit => unit with { Accounts = [.. unit.Accounts, account] }));

                bool IsIt(OrganizationAccount one) => TreeEdit.Same(one.AccountId, accountId);
            },
            cancellationToken);

    public Task<long> AttachPolicyAsync(
        IamCall call,
        ControlPolicyKind kind,
        string targetId,
        string policyName,
        string document,
        CancellationToken cancellationToken)
    {
        Parameters.CheckName(IamNameKind.Policy, policyName);
        bool isServiceControl = kind == ControlPolicyKind.ServiceControl;
        PolicyDocument read = documents.Read(
            document, isServiceControl ? PolicyKind.ServiceControl : PolicyKind.ResourceControl);
        return books.WriteAsync(
            call,
            "organizations:AttachPolicy",
            async edit =>
            {
                Organization organization = await RequireAsync(edit, cancellationToken);
                TreeEdit.PoliciesOf(organization, targetId, kind);
                Organization ready = isServiceControl && !organization.UsesServiceControl
                    ? TreeEdit.WithFullAccess(organization)
                    : organization;
                edit.Put(TreeEdit.WithPolicies(ready, targetId, kind, With));
            },
            cancellationToken);

        ValueList<NamedPolicy> With(ValueList<NamedPolicy> policies)
        {
            ValueList<NamedPolicy> next =
            [
                .. policies.Where(policy => !TreeEdit.Same(policy.Name, policyName)),
                new NamedPolicy(policyName, read),
            ];
            int max = books.Quotas.ControlPoliciesPerTargetMax;
            return next.Count <= max ? next : throw IamErrors.Quota("PoliciesPerTarget", max);
        }
    }

    public Task<long> DetachPolicyAsync(
        IamCall call,
        ControlPolicyKind kind,
        string targetId,
        string policyName,
        CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "organizations:DetachPolicy",
            async edit =>
            {
                Organization organization = await RequireAsync(edit, cancellationToken);
                ValueList<NamedPolicy> policies = TreeEdit.PoliciesOf(organization, targetId, kind);
                ValueList<NamedPolicy> left =
                    [.. policies.Where(policy => !TreeEdit.Same(policy.Name, policyName))];
                if (left.Count == policies.Count)
                {
                    throw TreeEdit.Missing("policy", policyName);
                }

                if (kind == ControlPolicyKind.ServiceControl && left.Count == 0)
                {
                    throw IamErrors.Invalid("At least one service control policy must stay attached to each level.");
                }

                edit.Put(TreeEdit.WithPolicies(organization, targetId, kind, _ => left));
            },
            cancellationToken);

    private static ValueList<NamedPolicy> InitialPoliciesOf(Organization organization) =>
        organization.UsesServiceControl ? [TreeEdit.FullAccess] : [];

    private static Task<Organization?> FindAsync(AccountView view, CancellationToken cancellationToken) =>
        view.FindAsync<Organization>(IamEntityKey.Organization, cancellationToken);

    private static async Task<Organization> RequireAsync(AccountView view, CancellationToken cancellationToken) =>
        await FindAsync(view, cancellationToken) is { } organization && view.IsOwn(organization.ManagementAccountId)
            ? organization
            : throw Denied();

    private static IamException Denied() =>
        IamErrors.Denied("Only the management account of an organization may do that.");

    private string NewId(string prefix) => books.Ids.Next(prefix).ToLowerInvariant();
}
