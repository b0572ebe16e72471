using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Managed policies, their versions and resource policies as JSON.</summary>
internal static class PolicyJson
{
    public static void Write(EntityWriter writer, ManagedPolicy policy)
    {
        writer.Arn("arn", policy.Arn);
        writer.Text(EntityJson.UniqueIdName, policy.UniqueId);
        writer.Text("description", policy.Description);
        writer.Instant("created", policy.CreatedAt);
        writer.Instant("updated", policy.UpdatedAt);
        writer.Document("document", policy.Document);
        writer.Number("defaultVersion", policy.DefaultVersion);
        writer.Number("lastVersion", policy.LastVersion);
        writer.Objects("versions", policy.Versions, version =>
        {
            writer.Number("number", version.Number);
            writer.Instant("created", version.CreatedAt);
        });
        writer.Tags(policy.Tags);
    }

    public static ManagedPolicy ReadManagedPolicy(EntityReader reader) => new()
    {
        Arn = reader.Arn("arn"),
        UniqueId = reader.Text(EntityJson.UniqueIdName),
        Description = reader.Text("description"),
        CreatedAt = reader.Instant("created"),
        UpdatedAt = reader.Instant("updated"),
        Document = reader.Document("document", PolicyKind.Managed),
        DefaultVersion = reader.Integer("defaultVersion"),
        LastVersion = reader.Integer("lastVersion"),
        Versions = reader.Objects(
            "versions",
            version => new PolicyVersionEntry(version.Integer("number"), version.Instant("created"))),
        Tags = reader.Tags(),
    };

    public static void Write(EntityWriter writer, ManagedPolicyVersion version)
    {
        writer.Arn("policy", version.PolicyArn);
        writer.Number("number", version.Number);
        writer.Document("document", version.Document);
    }

    public static ManagedPolicyVersion ReadVersion(EntityReader reader) => new()
    {
        PolicyArn = reader.Arn("policy"),
        Number = reader.Integer("number"),
        Document = reader.Document("document", PolicyKind.Managed),
    };

    public static void Write(EntityWriter writer, ResourcePolicy policy)
    {
        writer.Arn("resource", policy.ResourceArn);
        writer.Document("document", policy.Document);
    }

    public static ResourcePolicy ReadResourcePolicy(EntityReader reader) =>
        new(reader.Arn("resource"), reader.Document("document", PolicyKind.Resource));
}
