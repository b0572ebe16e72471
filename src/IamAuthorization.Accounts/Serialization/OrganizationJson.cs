using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The organization as JSON.</summary>
internal static class OrganizationJson
{
    public static void Write(EntityWriter writer, Organization organization)
    {
        writer.Text("id", organization.Id);
        writer.Text("managementAccount", organization.ManagementAccountId);
        writer.Object("root", () => Write(writer, organization.Root));
    }

    public static Organization Read(EntityReader reader) => new()
    {
        Id = reader.RequiredText("id"),
        ManagementAccountId = reader.RequiredText("managementAccount"),
        Root = reader.Object("root", ReadUnit) ?? throw new FormatException("`root` is missing"),
    };

    private static void Write(EntityWriter writer, OrganizationalUnit unit)
    {
        writer.Text("id", unit.Id);
        writer.Text("name", unit.Name);
        writer.Policies("scp", unit.ServiceControlPolicies);
        writer.Policies("rcp", unit.ResourceControlPolicies);
        writer.Objects("units", unit.OrganizationalUnits, below => Write(writer, below));
        writer.Objects("accounts", unit.Accounts, account =>
        {
            writer.Text("id", account.AccountId);
            writer.Policies("scp", account.ServiceControlPolicies);
            writer.Policies("rcp", account.ResourceControlPolicies);
        });
    }

    private static OrganizationalUnit ReadUnit(EntityReader reader) => new()
    {
        Id = reader.RequiredText("id"),
        Name = reader.Text("name"),
        ServiceControlPolicies = reader.NamedPolicies("scp", PolicyKind.ServiceControl),
        ResourceControlPolicies = reader.NamedPolicies("rcp", PolicyKind.ResourceControl),
        OrganizationalUnits = reader.Objects("units", ReadUnit),
        Accounts = reader.Objects("accounts", account => new OrganizationAccount
        {
            AccountId = account.RequiredText("id"),
            ServiceControlPolicies = account.NamedPolicies("scp", PolicyKind.ServiceControl),
            ResourceControlPolicies = account.NamedPolicies("rcp", PolicyKind.ResourceControl),
        }),
    };
}
