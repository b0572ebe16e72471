using System.Globalization;
using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// Reads the file of a managed policy: one <c>PolicyDocument</c>, or the <c>PolicyVersionList</c> that AWS prints.
/// </summary>
internal sealed class ManagedPolicyFileReader(PolicyFile file, string accountId, PolicyReadOptions reading)
    : EntityFileReader(file, accountId, reading)
{
    /// <summary>The policy, and the versions that are not the default one.</summary>
    public IEnumerable<(IamEntity Entity, TextPosition Position)> Read(FileObject root)
    {
        Arn? arn = ReadArn(root, IamNameKind.Policy, "PolicyName", IamArn.ManagedPolicy);
        string? uniqueId = root.CheckedText("PolicyId", id => IamRules.ProblemOfUniqueId("ANPA", id));
        DateTimeOffset? createdAt = root.Instant("CreateDate");
        DateTimeOffset? updatedAt = root.Instant("UpdateDate");
        root.Ignore(JsonValueKind.Number, "AttachmentCount", "PermissionsBoundaryUsageCount");
        root.Boolean("IsAttachable");
        string? description = root.CheckedText("Description", IamRules.ProblemOfDescription);
        ValueList<IamTag> tags = ReadTags(root);
        PlacedValue? named = root.Text("DefaultVersionId");
        int? namedNumber = named is null ? null : NumberOf(root, named);
        Version[] versions = root.Has("PolicyVersionList")
            ? ReadVersions(root, named, namedNumber)
            : [new(namedNumber ?? 1, root.Document("PolicyDocument", PolicyKind.Managed, Reading), null, true)];
        if (arn is null || versions.SingleOrDefault(version => version.IsDefault) is not { Document: { } document })
        {
            yield break;
        }

        var policy = new ManagedPolicy
        {
            Arn = arn.Value,
            UniqueId = uniqueId,
            Description = description,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            Tags = tags,
            Document = document,
            Versions = [.. versions.Select(version => new PolicyVersionEntry(version.Number, version.CreatedAt))],
            DefaultVersion = versions.Single(version => version.IsDefault).Number,
            LastVersion = versions[^1].Number,
        };
        yield return (policy, root.Position);
        foreach (Version version in versions.Where(version => !version.IsDefault && version.Document is not null))
        {
            yield return (
                new ManagedPolicyVersion
                {
                    PolicyArn = arn.Value,
                    Number = version.Number,
                    Document = version.Document!,
                },
                root.Position);
        }
    }

    /// <summary>The versions, oldest first; none when it is not clear which of them is in effect.</summary>
    private Version[] ReadVersions(FileObject root, PlacedValue? named, int? namedNumber)
    {
        FileObject[] entries = [.. root.Objects("PolicyVersionList")];
        var versions = new List<Version>();
        foreach (FileObject entry in entries)
        {
            PolicyDocument? document = entry.Document("Document", PolicyKind.Managed, Reading);
            PlacedValue? id = entries.Length > 1 ? entry.RequiredText("VersionId") : entry.Text("VersionId");
            int number = (id is null ? namedNumber : NumberOf(entry, id)) ?? 1;
            DateTimeOffset? createdAt = entry.Instant("CreateDate");
            bool isDefault = entry.Boolean("IsDefaultVersion");
            entry.RefuseOthers();
            if (isDefault)
            {
                RefuseOtherDefault(root, named, id);
            }

            versions.Add(new Version(number, document, createdAt, isDefault));
            if (id is not null && versions.Count(version => version.Number == number) > 1)
            {
                entry.Error(id.Position, PolicyFileCodes.DuplicateName, $"`{id.Text}` is there already");
            }
        }

        Limit(
            root, entries.Select(entry => entry.Position), IamRules.PolicyVersionsMax, "versions of a managed policy");
        int defaults = versions.Count(version => version.IsDefault);
        if (defaults != 1)
        {
            root.Error(
                root.Position,
                PolicyFileCodes.InvalidValue,
                $"`PolicyVersionList` has {defaults} entries with `\"IsDefaultVersion\": true`: write one");
            return [];
        }

        return [.. versions.OrderBy(version => version.Number)];
    }

    /// <summary>Two words on which version is in effect must be the same.</summary>
    private static void RefuseOtherDefault(FileObject root, PlacedValue? named, PlacedValue? marked)
    {
        if (named is not null && marked is not null
            && !string.Equals(named.Text, marked.Text, StringComparison.Ordinal))
        {
            root.Error(
                named.Position,
                PolicyFileCodes.InvalidValue,
                $"`DefaultVersionId` is `{named.Text}` but `{marked.Text}` has `\"IsDefaultVersion\": true`: "
                    + "name the same version");
        }
    }

    private static int? NumberOf(FileObject entry, PlacedValue id)
    {
        bool isNumber = int.TryParse(
            id.Text!.TrimStart('v'), NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        bool isId = number > 0 && string.Equals(id.Text, ManagedPolicyVersion.IdOf(number), StringComparison.Ordinal);
        if (isNumber && isId)
        {
            return number;
        }

        entry.Error(
            id.Position,
            PolicyFileCodes.InvalidValue,
            $"`{id.Text}` is not the id of a version: write `v` and a number from 1, for example `v1`");
        return null;
    }

    private sealed record Version(int Number, PolicyDocument? Document, DateTimeOffset? CreatedAt, bool IsDefault);
}
