using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Writes what <see cref="PrincipalFileReader"/> reads.</summary>
internal static class PrincipalFileWriter
{
    public static void Write(PolicyFileJson json, IamUser user)
    {
        json.Text("UserName", user.Name);
        json.Text("Path", IamArn.PathOf(user.Arn));
        json.Text("UserId", user.UniqueId);
        json.Instant("CreateDate", user.CreatedAt);
        json.Texts("GroupList", user.GroupNames);
        WriteAttached(json, user.AttachedPolicyArns);
        WriteBoundary(json, user.PermissionsBoundaryArn);
        json.Policies("UserPolicyList", user.InlinePolicies);
        json.Tags(user.Tags);
    }

    public static void Write(PolicyFileJson json, IamGroup group)
    {
        json.Text("GroupName", group.Name);
        json.Text("Path", IamArn.PathOf(group.Arn));
        json.Text("GroupId", group.UniqueId);
        json.Instant("CreateDate", group.CreatedAt);
        WriteAttached(json, group.AttachedPolicyArns);
        json.Policies("GroupPolicyList", group.InlinePolicies);
    }

    public static void Write(PolicyFileJson json, IamRole role)
    {
        json.Text("RoleName", role.Name);
        json.Text("Path", IamArn.PathOf(role.Arn));
        json.Text("RoleId", role.UniqueId);
        json.Instant("CreateDate", role.CreatedAt);
        json.Text("Description", role.Description);
        json.Document("AssumeRolePolicyDocument", role.TrustPolicy);
        json.Number("MaxSessionDuration", (int)role.SessionDurationMax.TotalSeconds);
        WriteAttached(json, role.AttachedPolicyArns);
        WriteBoundary(json, role.PermissionsBoundaryArn);
        json.Policies("RolePolicyList", role.InlinePolicies);
        json.Tags(role.Tags);
    }

    private static void WriteAttached(PolicyFileJson json, ValueList<Arn> arns) =>
        json.Objects("AttachedManagedPolicies", arns, arn =>
        {
            json.Text("PolicyName", IamArn.NameOf(arn));
            json.Text("PolicyArn", arn.ToString());
        });

    private static void WriteBoundary(PolicyFileJson json, Arn? boundary)
    {
        if (boundary is { } arn)
        {
            json.Object("PermissionsBoundary", () =>
            {
                json.Text("PermissionsBoundaryType", "Policy");
                json.Text("PermissionsBoundaryArn", arn.ToString());
            });
        }
    }
}
