using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// Reads the files of users, groups and roles, with members named as in AWS's
/// <c>get-account-authorization-details</c>. What AWS prints and no entity keeps, when something was used last above
/// all, is accepted and not kept, so that a dump of a real account can be taken as it is.
/// </summary>
internal sealed class PrincipalFileReader(
    PolicyFile file, string accountId, PolicyReadOptions reading, List<FileReference> references)
    : EntityFileReader(file, accountId, reading)
{
    private const string LibraryAccount = "aws";
    private const string LinkedRolePath = "/aws-service-role/";

    public IamUser? ReadUser(FileObject root)
    {
        Arn? arn = ReadArn(root, IamNameKind.User, "UserName", IamArn.User);
        string? uniqueId = ReadUniqueId(root, "UserId", "AIDA", arn);
        DateTimeOffset? createdAt = root.Instant("CreateDate");
        root.Ignore(JsonValueKind.String, "PasswordLastUsed");
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
                CreatedAt = createdAt,
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
        DateTimeOffset? createdAt = root.Instant("CreateDate");
        ValueList<Arn> attached = ReadAttachedPolicies(root);
        ValueList<NamedPolicy> inline = ReadInlinePolicies(root, "GroupPolicyList", PolicyKind.InlineGroup);
        return arn is null
            ? null
            : new IamGroup
            {
                Arn = arn.Value,
                UniqueId = uniqueId,
                CreatedAt = createdAt,
                AttachedPolicyArns = attached,
                InlinePolicies = inline,
            };
    }

    public IamRole? ReadRole(FileObject root)
    {
        Arn? arn = ReadArn(root, IamNameKind.Role, "RoleName", IamArn.Role);
        string? uniqueId = ReadUniqueId(root, "RoleId", "AROA", arn);
        DateTimeOffset? createdAt = root.Instant("CreateDate");
        string? description = root.CheckedText("Description", IamRules.ProblemOfDescription);
        root.Ignore(JsonValueKind.Array, "InstanceProfileList");
        root.Ignore(JsonValueKind.Object, "RoleLastUsed");
        PolicyDocument? trust = root.Document("AssumeRolePolicyDocument", PolicyKind.RoleTrust, Reading);
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
                CreatedAt = createdAt,
                Description = description,
                LinkedService = LinkedServiceOf(arn.Value),
                TrustPolicy = trust,
                AttachedPolicyArns = attached,
                InlinePolicies = inline,
                PermissionsBoundaryArn = boundary,
                Tags = tags,
                SessionDurationMax = sessionDurationMax,
            };
    }

    /// <summary>
    /// A principal without an id in its file has one that its ARN makes: sessions need one to outlive a restart.
    /// </summary>
    private static string? ReadUniqueId(FileObject root, string member, string prefix, Arn? arn) =>
        root.CheckedText(member, id => IamRules.ProblemOfUniqueId(prefix, id))
        ?? (arn is null ? null : DerivedUniqueId.Of(prefix, arn.Value));

    /// <summary>The service of a role that is linked to one: the path of such a role names it.</summary>
    private static string? LinkedServiceOf(Arn arn)
    {
        string path = IamArn.PathOf(arn);
        return path.StartsWith(LinkedRolePath, StringComparison.Ordinal)
            ? path[LinkedRolePath.Length..].TrimEnd('/')
            : null;
    }

    private ValueList<string> ReadGroupNames(FileObject root)
    {
        PlacedValue[] names = [.. root.Texts("GroupList")];
        Limit(root, names.Select(name => name.Position), IamRules.GroupsPerUserMax, "groups per user");
        RefuseRepetition(root, names.Select(name => (name.Text!, name.Position)));
        foreach (PlacedValue name in names)
        {
            references.Add(new FileReference
            {
                Path = File.Path,
                Position = name.Position,
                Key = IamEntityKey.Group(AccountId, name.Text!),
                Message = $"there is no group `{name.Text}` in account {AccountId}",
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
            && (arn.Account.SequenceEqual(AccountId) || arn.Account is LibraryAccount);
        if (!isPolicy)
        {
            entry.Error(
                text.Position,
                PolicyFileCodes.InvalidValue,
                $"`{text.Text}` is not the ARN of a managed policy of this account: write "
                    + $"`arn:{Reading.Partition}:iam::{AccountId}:policy/NAME`");
            return null;
        }

        references.Add(new FileReference
        {
            Path = File.Path,
            Position = text.Position,
            Key = IamEntityKey.ManagedPolicy(arn),
            Arn = arn,
            Message = $"there is no managed policy `{arn}`",
        });
        return arn;
    }

    private ValueList<NamedPolicy> ReadInlinePolicies(FileObject root, string member, PolicyKind kind) =>
        NamedPolicyReader.Read(root, member, kind, Reading);

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
}
