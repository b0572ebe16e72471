using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// Reads <c>organization.json</c>: <c>Id</c>, <c>ManagementAccountId</c> and <c>Root</c>. The root and each of its
/// <c>OrganizationalUnits</c> have <c>Id</c>, <c>Name</c>, <c>Accounts</c> (<c>AccountId</c>) and
/// <c>OrganizationalUnits</c>; units and accounts alike have <c>ServiceControlPolicies</c> and
/// <c>ResourceControlPolicies</c>, lists of <c>PolicyName</c> and <c>PolicyDocument</c>.
/// </summary>
internal static class OrganizationFileReader
{
    public static IEnumerable<(IamEntity Entity, TextPosition Position)> Read(
        FileObject root, PolicyFile file, PolicyReadOptions reading, List<FileReference> references)
    {
        var tree = new Tree(file, reading, references);
        root.RequiredText("Id");
        string? id = root.CheckedText("Id", text => IamRules.ProblemOfOrganizationId("o-", text));
        PlacedValue? management = root.RequiredText("ManagementAccountId");
        OrganizationalUnit? top = root.RequiredObject("Root") is { } unit ? tree.ReadUnit(unit, "r-") : null;
        if (id is null || management is null || top is null)
        {
            return [];
        }

        if (!tree.AccountIds.Contains(management.Text!))
        {
            root.Error(
                management.Position,
                PolicyFileCodes.UnknownReference,
                $"the management account `{management.Text}` is not among the accounts of the organization");
        }

        var organization = new Organization { Id = id, ManagementAccountId = management.Text!, Root = top };
        tree.RefuseLevelsWithoutServiceControl(root, organization);
        return [(organization, root.Position)];
    }

    private sealed class Tree(PolicyFile file, PolicyReadOptions reading, List<FileReference> references)
    {
        private readonly HashSet<string> _unitIds = new(StringComparer.Ordinal);
        private readonly List<(FileObject Entry, string Id, bool HasServiceControl)> _levels = [];

        public HashSet<string> AccountIds { get; } = new(StringComparer.Ordinal);

        public OrganizationalUnit? ReadUnit(FileObject entry, string idPrefix)
        {
            PlacedValue? idText = entry.RequiredText("Id");
            string? id = entry.CheckedText("Id", text => IamRules.ProblemOfOrganizationId(idPrefix, text));
            if (id is not null && !_unitIds.Add(id))
            {
                entry.Error(idText!.Position, PolicyFileCodes.DuplicateName, $"`{id}` is there already");
            }

            string? name = entry.Text("Name")?.Text;
            ValueList<NamedPolicy> serviceControl = ReadServiceControl(entry, id);
            ValueList<NamedPolicy> resourceControl = ReadResourceControl(entry);
            OrganizationAccount?[] accounts = [.. entry.Objects("Accounts").Select(ReadAccount)];
            OrganizationalUnit?[] units =
                [.. entry.Objects("OrganizationalUnits").Select(child => ReadUnit(child, "ou-"))];
            entry.RefuseOthers();
            return id is null
                ? null
                : new OrganizationalUnit
                {
                    Id = id,
                    Name = name,
                    ServiceControlPolicies = serviceControl,
                    ResourceControlPolicies = resourceControl,
                    Accounts = [.. accounts.OfType<OrganizationAccount>()],
                    OrganizationalUnits = [.. units.OfType<OrganizationalUnit>()],
                };
        }

        /// <summary>EV-22, EV-25: a level without SCP denies all below it, which nobody writes on purpose.</summary>
        public void RefuseLevelsWithoutServiceControl(FileObject root, Organization organization)
        {
            if (!organization.UsesServiceControl)
            {
                return;
            }

            foreach ((FileObject entry, string id, bool _) in _levels.Where(level => !level.HasServiceControl))
            {
                root.Error(
                    entry.Position,
                    PolicyFileCodes.MissingMember,
                    $"`{id}` has no service control policy while others have: attach at least one, for example one "
                        + "that allows `*`");
            }
        }

        private OrganizationAccount? ReadAccount(FileObject entry)
        {
            PlacedValue? value = entry.RequiredText("AccountId");
            string? accountId = entry.CheckedText("AccountId", IamRules.ProblemOfAccountId);
            ValueList<NamedPolicy> serviceControl = ReadServiceControl(entry, accountId);
            ValueList<NamedPolicy> resourceControl = ReadResourceControl(entry);
            entry.RefuseOthers();
            if (accountId is null)
            {
                return null;
            }

            if (!AccountIds.Add(accountId))
            {
                entry.Error(value!.Position, PolicyFileCodes.DuplicateName, $"`{accountId}` is there already");
            }

            references.Add(new FileReference
            {
                Path = file.Path,
                Position = value!.Position,
                Key = IamEntityKey.Account(accountId),
                Message = $"there is no folder for account {accountId}",
            });
            return new OrganizationAccount
            {
                AccountId = accountId,
                ServiceControlPolicies = serviceControl,
                ResourceControlPolicies = resourceControl,
            };
        }

        private ValueList<NamedPolicy> ReadServiceControl(FileObject entry, string? id)
        {
            ValueList<NamedPolicy> policies =
                NamedPolicyReader.Read(entry, "ServiceControlPolicies", PolicyKind.ServiceControl, reading);
            _levels.Add((entry, id ?? string.Empty, policies.Count > 0));
            return policies;
        }

        private ValueList<NamedPolicy> ReadResourceControl(FileObject entry) =>
            NamedPolicyReader.Read(entry, "ResourceControlPolicies", PolicyKind.ResourceControl, reading);
    }
}
