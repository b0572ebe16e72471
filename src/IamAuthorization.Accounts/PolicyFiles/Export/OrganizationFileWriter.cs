namespace IamAuthorization.Accounts;

/// <summary>Writes what <see cref="OrganizationFileReader"/> reads.</summary>
internal static class OrganizationFileWriter
{
    public static void Write(PolicyFileJson json, Organization organization)
    {
        json.Text("Id", organization.Id);
        json.Text("ManagementAccountId", organization.ManagementAccountId);
        json.Object("Root", () => Write(json, organization.Root));
    }

    private static void Write(PolicyFileJson json, OrganizationalUnit unit)
    {
        json.Text("Id", unit.Id);
        json.Text("Name", unit.Name);
        json.Policies("ServiceControlPolicies", unit.ServiceControlPolicies);
        json.Policies("ResourceControlPolicies", unit.ResourceControlPolicies);
        json.Objects("Accounts", unit.Accounts, account =>
        {
            json.Text("AccountId", account.AccountId);
            json.Policies("ServiceControlPolicies", account.ServiceControlPolicies);
            json.Policies("ResourceControlPolicies", account.ResourceControlPolicies);
        });
        json.Objects("OrganizationalUnits", unit.OrganizationalUnits, below => Write(json, below));
    }
}
