namespace IamAuthorization.Accounts;

/// <summary>Writes what <see cref="ManagedPolicyFileReader"/> reads.</summary>
internal static class ManagedPolicyFileWriter
{
    /// <summary>Writes a policy.</summary>
    /// <param name="json">The file.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="versions">Its versions that are not the default one.</param>
    public static void Write(
        PolicyFileJson json, ManagedPolicy policy, IReadOnlyCollection<ManagedPolicyVersion> versions)
    {
        json.Text("PolicyName", IamArn.NameOf(policy.Arn));
        json.Text("Path", IamArn.PathOf(policy.Arn));
        json.Text("PolicyId", policy.UniqueId);
        json.Text("Description", policy.Description);
        json.Instant("CreateDate", policy.CreatedAt);
        json.Instant("UpdateDate", policy.UpdatedAt);
        if (policy.Versions is [{ Number: 1, CreatedAt: null }])
        {
            json.Document("PolicyDocument", policy.Document);
        }
        else
        {
            json.Text("DefaultVersionId", ManagedPolicyVersion.IdOf(policy.DefaultVersion));
            json.Objects("PolicyVersionList", [.. policy.Versions.Reverse()], version => Write(
                json,
                version,
                policy,
                versions.FirstOrDefault(other => other.Number == version.Number)));
        }

        json.Tags(policy.Tags);
    }

    private static void Write(
        PolicyFileJson json, PolicyVersionEntry version, ManagedPolicy policy, ManagedPolicyVersion? other)
    {
        bool isDefault = version.Number == policy.DefaultVersion;
        json.Text("VersionId", version.Id);
        json.Flag("IsDefaultVersion", isDefault);
        json.Instant("CreateDate", version.CreatedAt);
        json.Document(
            "Document",
            isDefault
                ? policy.Document
                : other?.Document ?? throw new UnreadablePolicyException(
                    $"{policy.Arn} {version.Id}", "the store lists this version and does not hold it"));
    }
}
