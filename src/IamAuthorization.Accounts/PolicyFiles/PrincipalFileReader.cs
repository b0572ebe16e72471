using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// Reads the files of users, groups, roles and managed policies, with members named as in AWS's
/// <c>get-account-authorization-details</c>. What AWS prints and nothing here depends on, dates and counts above all,
/// is accepted and not kept, so that a dump of a real account can be taken as it is.
/// </summary>
internal sealed class PrincipalFileReader(
    PolicyFile file, string accountId, PolicyReadOptions reading, List<FileReference> references)
{
    private const string LibraryAccount = "aws";

    public IamUser? ReadUser(FileObject root)
    {
        Arn? arn = ReadArn(root, IamNameKind.User, "UserName", IamArn.User);
        string? uniqueId = ReadUniqueId(root, "UserId", "AIDA", arn);
        root.Ignore(JsonValueKind.String, "CreateDate", "PasswordLastUsed");
        ValueList<string> groups = ReadGroupNames(root);
        ValueList<Arn> attached = ReadAttachedPolicies(root);
        ValueList<NamedPolicy> inline = ReadInlinePolicies(root, "UserPolicyList", PolicyKind.InlineUser);
        Arn? boundary = ReadBoundary(root);
        ValueList<IamTag> tags = ReadTags(root);
        return arn is null
            ? null
            : new IamUser
            {
                Arn = arn.Value,
                UniqueId = uniqueId,
                GroupNames = groups,
                AttachedPolicyArns = attached,
                InlinePolicies = inline,
                PermissionsBoundaryArn = boundary,
                Tags = tags,
            };
    }

    public IamGroup? ReadGroup(FileObject root)
    {
        Arn? arn = ReadArn(root, IamNameKind.Group, "GroupName", IamArn.Group);
        string? uniqueId = root.CheckedText("GroupId", id => IamRules.ProblemOfUniqueId("AGPA", id));
        root.Ignore(JsonValueKind.String, "CreateDate");
        ValueList<Arn> attached = ReadAttachedPolicies(root);
        ValueList<NamedPolicy> inline = ReadInlinePolicies(root, "GroupPolicyList", PolicyKind.InlineGroup);
        return arn is null
            ? null
            : new IamGroup
            {
                Arn = arn.Value,
                UniqueId = uniqueId,
                AttachedPolicyArns = attached,
                InlinePolicies = inline,
            };
    }

    public IamRole? ReadRole(FileObject root)
    {
        Arn? arn = ReadArn(root, IamNameKind.Role, "RoleName", IamArn.Role);
        string? uniqueId = ReadUniqueId(root, "RoleId", "AROA", arn);
        root.Ignore(JsonValueKind.String, "CreateDate", "Description");
        root.Ignore(JsonValueKind.Array, "InstanceProfileList");
        root.Ignore(JsonValueKind.Object, "RoleLastUsed");
        PolicyDocument? trust = root.Document("AssumeRolePolicyDocument", PolicyKind.RoleTrust, reading);
        ValueList<Arn> attached = ReadAttachedPolicies(root);
        ValueList<NamedPolicy> inline = ReadInlinePolicies(root, "RolePolicyList", PolicyKind.InlineRole);
        Arn? boundary = ReadBoundary(root);
        ValueList<IamTag> tags = ReadTags(root);
        TimeSpan sessionDurationMax = ReadSessionDuration(root);
        return arn is null || trust is null
            ? null
            : new IamRole
            {
                Arn = arn.Value,
                UniqueId = uniqueId,
                TrustPolicy = trust,
                AttachedPolicyArns = attached,
                InlinePolicies = inline,
                PermissionsBoundaryArn = boundary,
                Tags = tags,
                SessionDurationMax = sessionDurationMax,
            };
    }

    public ManagedPolicy? ReadManagedPolicy(FileObject root)
    {
        Arn? arn = ReadArn(root, IamNameKind.Policy, "PolicyName", IamArn.ManagedPolicy);
        string? uniqueId = root.CheckedText("PolicyId", id => IamRules.ProblemOfUniqueId("ANPA", id));
        root.Ignore(JsonValueKind.String, "CreateDate", "UpdateDate");
        root.Ignore(JsonValueKind.Number, "AttachmentCount", "PermissionsBoundaryUsageCount");
        root.Ignore(JsonValueKind.Array, "Tags");
        root.Boolean("IsAttachable");
        PlacedValue? defaultId = root.Text("DefaultVersionId");
        string? description = root.CheckedText("Description", IamRules.ProblemOfDescription);
        PolicyDocument? document = root.Has("PolicyVersionList")
            ? ReadDefaultVersion(root, defaultId)
            : root.Document("PolicyDocument", PolicyKind.Managed, reading);
        return arn is null || document is null
            ? null
            : new ManagedPolicy
            {
                Arn = arn.Value,
                UniqueId = uniqueId,
                Description = description,
                Document = document,
            };
    }

    private PolicyDocument? ReadDefaultVersion(FileObject root, PlacedValue? defaultId)
    {
        PolicyDocument? document = null;
        int defaults = 0;
        foreach (FileObject version in root.Objects("PolicyVersionList"))
        {
            PolicyDocument? read = version.Document("Document", PolicyKind.Managed, reading);
            PlacedValue? id = version.Text("VersionId");
            version.Ignore(JsonValueKind.String, "CreateDate");
            if (version.Boolean("IsDefaultVersion"))
            {
                document = read;
                defaults++;
                RefuseOtherDefault(root, defaultId, id);
            }

            version.RefuseOthers();
        }

        if (defaults != 1)
        {
            root.Error(
                root.Position,
                PolicyFileCodes.InvalidValue,
                $"`PolicyVersionList` has {defaults} entries with `\"IsDefaultVersion\": true`: write one");
        }

        return document;
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

    private Arn? ReadArn(
        FileObject root, IamNameKind kind, string nameMember, Func<string, string, string, string, Arn> arnOf)
    {
        string path = root.CheckedText("Path", text => IamRules.ProblemOfPath(kind, text)) ?? "/";
        PlacedValue? given = root.Text(nameMember);
        PlacedValue? givenArn = root.Text("Arn");
        string name = given?.Text ?? file.Stem;
        TextPosition position = given?.Position ?? root.Position;
        if (IamRules.ProblemOfName(kind, name) is { } problem)
        {
            root.Error(position, PolicyFileCodes.InvalidName, $"`{name}` is not a valid name: {problem}");
            return null;
        }

        if (!string.Equals(name, file.Stem, StringComparison.Ordinal))
        {
            root.Error(
                position,
                PolicyFileCodes.NameMismatch,
                $"`{nameMember}` is `{name}` in the file `{file.Stem}.json`: name the file `{name}.json`");
            return null;
        }

        Arn arn = arnOf(reading.Partition, accountId, name, path);
        if (givenArn is not null && !string.Equals(givenArn.Text, arn.ToString(), StringComparison.Ordinal))
        {
            root.Error(
                givenArn.Position,
                PolicyFileCodes.NameMismatch,
                $"`Arn` is `{givenArn.Text}` but partition, account, path and name make `{arn}`: correct one, or leave "
                    + "`Arn` out");
        }

        return arn;
    }

    /// <summary>
    /// A principal without an id in its file has one that its ARN makes: sessions need one to outlive a restart.
    /// </summary>
    private static string? ReadUniqueId(FileObject root, string member, string prefix, Arn? arn) =>
        root.CheckedText(member, id => IamRules.ProblemOfUniqueId(prefix, id))
        ?? (arn is null ? null : DerivedUniqueId.Of(prefix, arn.Value));

    private ValueList<string> ReadGroupNames(FileObject root)
    {
        PlacedValue[] names = [.. root.Texts("GroupList")];
        Limit(root, names.Select(name => name.Position), IamRules.GroupsPerUserMax, "groups per user");
        RefuseRepetition(root, names.Select(name => (name.Text!, name.Position)));
        foreach (PlacedValue name in names)
        {
            references.Add(new FileReference
            {
                Path = file.Path,
                Position = name.Position,
                Key = IamEntityKey.Group(accountId, name.Text!),
                Message = $"there is no group `{name.Text}` in account {accountId}",
            });
        }

        return [.. names.Select(name => name.Text!)];
    }

    private ValueList<Arn> ReadAttachedPolicies(FileObject root)
    {
        var arns = new List<(Arn Arn, TextPosition Position)>();
        foreach (FileObject entry in root.Objects("AttachedManagedPolicies"))
        {
            PlacedValue? name = entry.Text("PolicyName");
            PlacedValue? text = entry.RequiredText("PolicyArn");
            entry.RefuseOthers();
            if (text is null || ReadPolicyArn(entry, text) is not { } arn)
            {
                continue;
            }

            arns.Add((arn, text.Position));
            if (name is not null && !string.Equals(name.Text, IamArn.NameOf(arn), StringComparison.Ordinal))
            {
                entry.Error(
                    name.Position,
                    PolicyFileCodes.NameMismatch,
                    $"`PolicyName` is `{name.Text}` but `PolicyArn` names `{IamArn.NameOf(arn)}`");
            }
        }

        Limit(root, arns.Select(entry => entry.Position), IamRules.AttachedPoliciesMax, "attached managed policies");
        RefuseRepetition(root, arns.Select(entry => (entry.Arn.ToString(), entry.Position)));
        return [.. arns.Select(entry => entry.Arn)];
    }

    private Arn? ReadBoundary(FileObject root)
    {
        if (root.Object("PermissionsBoundary") is not { } boundary)
        {
            return null;
        }

        boundary.Text("PermissionsBoundaryType");
        PlacedValue? text = boundary.RequiredText("PermissionsBoundaryArn");
        boundary.RefuseOthers();
        return text is null ? null : ReadPolicyArn(boundary, text);
    }

    private Arn? ReadPolicyArn(FileObject entry, PlacedValue text)
    {
        bool isPolicy = Arn.TryParse(text.Text, out Arn arn)
            && arn.Service is "iam"
            && arn.Resource.StartsWith("policy/")
            && (arn.Account.SequenceEqual(accountId) || arn.Account is LibraryAccount);
        if (!isPolicy)
        {
            entry.Error(
                text.Position,
                PolicyFileCodes.InvalidValue,
                $"`{text.Text}` is not the ARN of a managed policy of this account: write "
                    + $"`arn:{reading.Partition}:iam::{accountId}:policy/NAME`");
            return null;
        }

        references.Add(new FileReference
        {
            Path = file.Path,
            Position = text.Position,
            Key = IamEntityKey.ManagedPolicy(arn),
            Arn = arn,
            Message = $"there is no managed policy `{arn}`",
        });
        return arn;
    }

    private ValueList<NamedPolicy> ReadInlinePolicies(FileObject root, string member, PolicyKind kind) =>
        NamedPolicyReader.Read(root, member, kind, reading);

    private static ValueList<IamTag> ReadTags(FileObject root)
    {
        var tags = new List<(IamTag Tag, TextPosition Position)>();
        foreach (FileObject entry in root.Objects("Tags"))
        {
            PlacedValue? key = entry.RequiredText("Key");
            PlacedValue? value = entry.RequiredText("Value");
            entry.RefuseOthers();
            if (key is null || value is null)
            {
                continue;
            }

            var tag = new IamTag(key.Text!, value.Text!);
            tags.Add((tag, key.Position));
            if (IamRules.ProblemOfTag(tag) is { } problem)
            {
                entry.Error(key.Position, PolicyFileCodes.InvalidValue, $"`{tag.Key}` is not a valid tag: {problem}");
            }
        }

        Limit(root, tags.Select(entry => entry.Position), IamRules.TagsMax, "tags");
        RefuseRepetition(root, tags.Select(entry => (entry.Tag.Key, entry.Position)));
        return [.. tags.Select(entry => entry.Tag)];
    }

    private static TimeSpan ReadSessionDuration(FileObject root)
    {
        TimeSpan duration = root.WholeNumber("MaxSessionDuration") is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : IamRole.SessionDurationMaxLow;
        if (duration < IamRole.SessionDurationMaxLow || duration > IamRole.SessionDurationMaxHigh)
        {
            root.Error(
                root.Position, PolicyFileCodes.InvalidValue, "`MaxSessionDuration` is 3600 to 43200 seconds");
        }

        return duration;
    }

    private static void Limit(FileObject root, IEnumerable<TextPosition> positions, int max, string what)
    {
        TextPosition? tooMany = positions.Skip(max).Select(position => (TextPosition?)position).FirstOrDefault();
        if (tooMany is { } position)
        {
            root.Error(position, PolicyFileCodes.LimitExceeded, $"there are at most {max} {what}");
        }
    }

    private static void RefuseRepetition(FileObject root, IEnumerable<(string Name, TextPosition Position)> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, TextPosition position) in names.Where(entry => !seen.Add(entry.Name)))
        {
            root.Error(
                position,
                PolicyFileCodes.DuplicateName,
                $"`{name}` is there already: names and keys are unique without regard to case");
        }
    }
}
