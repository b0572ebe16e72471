using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;
using Codes = IamAuthorization.Accounts.IamErrorCodes;

namespace IamAuthorization.Accounts.Tests;

/// <summary>Summaries, copies of permissions, organizations, lists and the policies that are built in.</summary>
public sealed class AccountsAndBuiltInPolicies
{
    private static readonly string[] NamesOfTheSpecification =
    [
        "AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess", "IAMFullAccess", "IAMReadOnlyAccess",
        "IAMUserChangePassword", "IAMUserSSHKeys", "IAMSelfManageServiceSpecificCredentials", "SecurityAudit",
        "job-function/ViewOnlyAccess", "job-function/SystemAdministrator", "job-function/DatabaseAdministrator",
        "job-function/NetworkAdministrator", "job-function/DataScientist", "job-function/SupportUser",
        "job-function/Billing",
    ];

    public static TheoryData<string> Names => [.. NamesOfTheSpecification];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task BuiltInPolicy_IsThere_Readable_AndAttachable(string name)
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        Arn arn = Arn.Parse($"arn:aws:iam::aws:policy/{name}");

        await world.Identities.AttachAsync(Call, IamIdentity.User("alice"), arn, None);

        ManagedPolicyUse use = await world.Policies.GetAsync(Call, arn, None);
        Assert.Equal(1, use.AttachmentCount);
        Assert.Equal(0, (await world.Policies.GetAsync(OtherCall, arn, None)).AttachmentCount);
        Assert.Equal("v1", (await world.Policies.GetVersionAsync(Call, arn, "v1", None)).Id);
        IamPage<IamEntity> users = await world.Policies.ListEntitiesAsync(Call, arn, new PolicyEntityQuery(), None);
        Assert.Equal(["alice"], users.Items.Select(user => user.Key.Name));
        Assert.Empty((await world.Policies.ListEntitiesAsync(OtherCall, arn, new PolicyEntityQuery(), None)).Items);
    }

    [Fact]
    public async Task ShippedPolicy_ForServices_IsForRolesAlone()
    {
        using var world = new AccountWorld(
            shipped: new Dictionary<string, string> { ["service-role/Reports"] = Documents.AllowAll });
        Arn arn = Arn.Parse("arn:aws:iam::aws:policy/service-role/Reports");
        await world.UserAsync("alice");
        await world.RoleAsync("Reporter");

        await world.Identities.AttachAsync(Call, IamIdentity.Role("Reporter"), arn, None);
        await RefusedAsync(
            Codes.PolicyNotAttachable, null,
            () => world.Identities.AttachAsync(Call, IamIdentity.User("alice"), arn, None));
        await RefusedAsync(
            Codes.PolicyNotAttachable, null,
            () => world.Identities.SetBoundaryAsync(Call, IamIdentity.Role("Reporter"), arn, None));
    }

    public static TheoryData<ManagedPolicyScope, bool, ManagedPolicyUsage?, string> Lists => new()
    {
        { ManagedPolicyScope.Local, false, null, "a b c" },
        { ManagedPolicyScope.Local, true, null, "a b" },
        { ManagedPolicyScope.Local, false, ManagedPolicyUsage.PermissionsPolicy, "a" },
        { ManagedPolicyScope.Local, false, ManagedPolicyUsage.PermissionsBoundary, "b" },
        { ManagedPolicyScope.All, true, null, "ReadOnlyAccess a b" },
        { ManagedPolicyScope.BuiltIn, true, null, "ReadOnlyAccess" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Policies_AreListed_ByScopeAndUse_PageByPage(
        ManagedPolicyScope scope, bool onlyAttached, ManagedPolicyUsage? usage, string expected)
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        foreach (string name in new[] { "c", "a", "b" })
        {
            await world.PolicyAsync(name);
        }

        await world.Identities.AttachAsync(Call, IamIdentity.User("alice"), PolicyArn("a"), None);
        await world.Identities.AttachAsync(Call, IamIdentity.User("alice"), PolicyArn("ReadOnlyAccess", "aws"), None);
        await world.Identities.SetBoundaryAsync(Call, IamIdentity.User("alice"), PolicyArn("b"), None);

        foreach (int size in new[] { 1, 2, 100 })
        {
            var names = new List<string>();
            string? after = null;
            do
            {
                IamPage<ManagedPolicyUse> page = await world.Policies.ListAsync(
                    Call,
                    new ManagedPolicyQuery
                    {
                        Page = new IamPageQuery { After = after, CountMax = size },
                        Scope = scope,
                        OnlyAttached = onlyAttached,
                        Usage = usage,
                    },
                    None);
                Assert.InRange(page.Items.Count, 1, size);
                names.AddRange(page.Items.Select(use => use.Policy.Key.Name));
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(expected, string.Join(' ', names));
        }
    }

    [Fact]
    public async Task Users_AreListedByName_PageByPage_WhateverIsMadeMeanwhile()
    {
        using var world = new AccountWorld();
        foreach (string name in new[] { "b", "D", "a", "C" })
        {
            await world.UserAsync(name);
        }

        IamPage<IamUser> first = await world.Users.ListAsync(Call, new IamPageQuery { CountMax = 2 }, None);
        await world.UserAsync("aa");
        await world.Users.DeleteAsync(Call, "b", None);
        IamPage<IamUser> second = await world.Users.ListAsync(
            Call, new IamPageQuery { CountMax = 2, After = first.Next }, None);

        Assert.Equal(["a", "b"], first.Items.Select(user => user.Name));
        Assert.Equal(["C", "D"], second.Items.Select(user => user.Name));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task CopyOfPermissions_IsOneCommit_AndLeavesCredentialsAndTags()
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        await world.UserAsync("bob");
        await world.Users.TagAsync(Call, "bob", [new("own", "tag")], None);
        await world.GroupAsync("ops");
        await world.Groups.AddMemberAsync(Call, "ops", "alice", None);
        Arn policy = (await world.PolicyAsync("read")).Arn;
        var alice = IamIdentity.User("alice");
        await world.Identities.AttachAsync(Call, alice, policy, None);
        await world.Identities.SetBoundaryAsync(Call, alice, policy, None);
        await world.Identities.PutInlineAsync(Call, alice, "p", Documents.AllowAll, None);
        IamUser source = await world.Users.GetAsync(Call, "alice", None);
        int before = (await world.LogAsync()).Count;

        IamUser copy = (await world.Users.CopyPermissionsAsync(Call, "alice", "bob", None)).Value;

        Assert.Equal(before + 1, (await world.LogAsync()).Count);
        Assert.Equal(
            (source.GroupNames, source.AttachedPolicyArns, source.InlinePolicies, source.PermissionsBoundaryArn),
            (copy.GroupNames, copy.AttachedPolicyArns, copy.InlinePolicies, copy.PermissionsBoundaryArn));
        Assert.Equal(("bob", "own"), (copy.Name, copy.Tags[0].Key));
    }

    [Fact]
    public async Task Summary_CountsWhatIsThere_AndTellsTheQuotas()
    {
        using var world = new AccountWorld(quotas => quotas.UsersMax = 7);
        await world.UserAsync("alice");
        await world.UserAsync("bob", OtherCall);
        Arn policy = (await world.PolicyAsync("read")).Arn;
        await world.Policies.CreateVersionAsync(Call, policy, Documents.AllowAll, isDefault: false, None);
        await world.Keys.CreateAsync(Call, null, None);

        IReadOnlyDictionary<string, int> summary = await world.Accounts.GetSummaryAsync(Call, None);

        Assert.Equal(
            (1, 7, 0, 1, 2, 1, 2),
            (summary["Users"], summary["UsersQuota"], summary["Groups"], summary["Policies"],
                summary["PolicyVersionsInUse"], summary["AccountAccessKeysPresent"],
                summary["AccessKeysPerUserQuota"]));
    }

    [Fact]
    public async Task Account_IsMadeOnce_AndRevisionsAreAnswered()
    {
        using var world = new AccountWorld();
        var call = new IamCall("777788889999");

        IamCommitted<IamAccount> made = await world.Accounts.CreateAsync(call, None);
        IamCommitted<IamUser> user = await world.Users.CreateAsync(call, new NewIamUser { Name = "a" }, None);

        Assert.Equal((1, 2), (made.Revision, user.Revision));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), user.Value.CreatedAt);
        await RefusedAsync(
            Codes.EntityAlreadyExists, "Account with id 777788889999 already exists.",
            () => world.Accounts.CreateAsync(call, None));
    }

    [Fact]
    public async Task EV22_EV26_FirstServiceControlPolicy_TurnsThemOn_WithoutLockingAnybodyOut()
    {
        using var world = new AccountWorld();
        Organization made = (await world.Organizations.CreateAsync(Call, None)).Value;
        OrganizationalUnit unit = (await world.Organizations.CreateUnitAsync(Call, made.Root.Id, "Sales", None)).Value;
        IamAccount account = (await world.Organizations.CreateAccountAsync(Call, made.Root.Id, None)).Value;
        await world.Organizations.MoveAccountAsync(Call, account.Id, unit.Id, None);

        await world.Organizations.AttachPolicyAsync(
            Call, ControlPolicyKind.ServiceControl, unit.Id, "Guard", Documents.AllowAll, None);

        Organization organization = await world.Organizations.GetAsync(Call, None);
        OrganizationPath path = organization.FindPath(account.Id)!;
        Assert.Equal(
            ["FullAWSAccess", "FullAWSAccess Guard", "FullAWSAccess"],
            path.ServiceControlLevels.Select(level => string.Join(' ', level.Select(policy => policy.Name))));
        await RefusedAsync(
            Codes.InvalidInput, "At least one service control policy must stay attached to each level.",
            () => world.Organizations.DetachPolicyAsync(
                Call, ControlPolicyKind.ServiceControl, account.Id, "FullAWSAccess", None));
        await RefusedAsync(
            Codes.DeleteConflict, "Cannot delete entity, must move accounts and delete units first.",
            () => world.Organizations.DeleteUnitAsync(Call, unit.Id, None));
        await world.Organizations.MoveAccountAsync(Call, account.Id, made.Root.Id, None);
        await world.Organizations.DeleteUnitAsync(Call, unit.Id, None);
        await RefusedAsync(
            Codes.AccessDenied, "Only the management account of an organization may do that.",
            () => world.Organizations.GetAsync(new IamCall(account.Id), None));
    }
}
