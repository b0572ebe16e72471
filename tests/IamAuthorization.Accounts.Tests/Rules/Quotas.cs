using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;

namespace IamAuthorization.Accounts.Tests;

/// <summary>Each quota: as many as it says, and not one more.</summary>
public sealed class Quotas
{
    private static readonly IamIdentity Alice = IamIdentity.User("alice");

    private static readonly
        Dictionary<string, (Action<IamQuotas> Set, Func<AccountWorld, int, Task> Add, string Message)>
        Cases = new(StringComparer.Ordinal)
        {
            ["users"] = (
                quotas => quotas.UsersMax = 3, (world, n) => world.UserAsync($"u{n}"),
                "Cannot exceed quota for UsersPerAccount: 3"),
            ["groups"] = (
                quotas => quotas.GroupsMax = 2, (world, n) => world.GroupAsync($"g{n}"),
                "Cannot exceed quota for GroupsPerAccount: 2"),
            ["roles"] = (
                quotas => quotas.RolesMax = 2, (world, n) => world.RoleAsync($"r{n}"),
                "Cannot exceed quota for RolesPerAccount: 2"),
            ["policies"] = (
                quotas => quotas.PoliciesMax = 2, (world, n) => world.PolicyAsync($"p{n}"),
                "Cannot exceed quota for PoliciesPerAccount: 2"),
            ["groups per user"] = (
                _ => { },
                async (world, n) =>
                {
                    await world.GroupAsync($"g{n}");
                    await world.Groups.AddMemberAsync(Call, $"g{n}", "alice", None);
                },
                "Cannot exceed quota for GroupsPerUser: 10"),
            ["policies per user"] = (
                _ => { }, (world, n) => AttachAsync(world, IamIdentity.User("alice"), n),
                "Cannot exceed quota for PoliciesPerUser: 10"),
            ["policies per group"] = (
                _ => { }, (world, n) => AttachAsync(world, IamIdentity.Group("ops"), n),
                "Cannot exceed quota for PoliciesPerGroup: 10"),
            ["policies per role"] = (
                quotas => quotas.PoliciesPerRoleMax = 20, (world, n) => AttachAsync(world, IamIdentity.Role("Boss"), n),
                "Cannot exceed quota for PoliciesPerRole: 20"),
            ["access keys per user"] = (
                _ => { }, (world, _) => world.Keys.CreateAsync(Call, "alice", None),
                "Cannot exceed quota for AccessKeysPerUser: 2"),
            ["access keys of the root user"] = (
                _ => { }, (world, _) => world.Keys.CreateAsync(Call, null, None),
                "Cannot exceed quota for AccessKeysPerUser: 2"),
            ["tags"] = (
                _ => { }, (world, n) => world.Users.TagAsync(Call, "alice", [new($"key{n}", "")], None),
                "The number of tags has reached the maximum limit: 50"),
            ["versions of a policy"] = (
                _ => { },
                async (world, n) =>
                {
                    if (n == 1)
                    {
                        await world.PolicyAsync("read");
                        return;
                    }

                    await world.Policies.CreateVersionAsync(
                        Call, PolicyArn("read"), Documents.AllowAll, isDefault: n % 2 == 0, None);
                },
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an "
                    + "existing version."),
        };

    public static TheoryData<string, int> Names => new()
    {
        { "users", 2 }, { "groups", 1 }, { "roles", 1 }, { "policies", 2 }, { "groups per user", 10 },
        { "policies per user", 10 }, { "policies per group", 10 }, { "policies per role", 20 },
        { "access keys per user", 2 }, { "access keys of the root user", 2 }, { "tags", 50 },
        { "versions of a policy", 5 },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Quota_AsManyAsItSays_AndNotOneMore(string name, int count)
    {
        (Action<IamQuotas> set, Func<AccountWorld, int, Task> add, string message) = Cases[name];
        using var world = new AccountWorld(set);
        await world.UserAsync("alice");
        await world.GroupAsync("ops");
        await world.RoleAsync("Boss");
        for (int number = 1; number <= count; number++)
        {
            await add(world, number);
        }

        await RefusedAsync(IamErrorCodes.LimitExceeded, message, () => add(world, count + 1));
    }

    public static TheoryData<IamIdentityKind, int, string> InlineSizes => new()
    {
        { IamIdentityKind.User, 2_048, "Maximum policy size of 2048 bytes exceeded for user x" },
        { IamIdentityKind.Group, 5_120, "Maximum policy size of 5120 bytes exceeded for group x" },
        { IamIdentityKind.Role, 10_240, "Maximum policy size of 10240 bytes exceeded for role x" },
    };

    [Theory]
    [MemberData(nameof(InlineSizes))]
    public async Task PL71_InlinePolicies_CountTogether_WithoutWhiteSpace(
        IamIdentityKind kind, int max, string message)
    {
        using var world = new AccountWorld();
        await world.MakeAsync(kind, "x");
        IamIdentity identity = Identity(kind, "x");
        await world.Identities.PutInlineAsync(Call, identity, "a", DocumentOf(1_000), None);
        await world.Identities.PutInlineAsync(Call, identity, "b", DocumentOf(max - 1_000), None);

        await RefusedAsync(
            IamErrorCodes.LimitExceeded,
            message,
            () => world.Identities.PutInlineAsync(Call, identity, "b", DocumentOf(max - 999), None));
        await RefusedAsync(
            IamErrorCodes.LimitExceeded,
            message,
            () => world.Identities.PutInlineAsync(Call, identity, "c", Documents.AllowAll, None));
        await world.Identities.PutInlineAsync(Call, identity, "a", DocumentOf(999), None);
        await world.Identities.PutInlineAsync(Call, identity, "b", DocumentOf(max - 999), None);
    }

    [Fact]
    public async Task ManagedAndTrustPolicies_LargerThanTheirQuota_AreRefused()
    {
        using var world = new AccountWorld();
        await world.Policies.CreateAsync(
            Call, new NewManagedPolicy { Name = "full", Document = DocumentOf(6_144) }, None);

        await RefusedAsync(
            IamErrorCodes.LimitExceeded,
            "Cannot exceed quota for PolicySize: 6144",
            () => world.Policies.CreateAsync(
                Call, new NewManagedPolicy { Name = "over", Document = DocumentOf(6_145) }, None));
        string trust = Trust.Replace(
            "\"111122223333\"",
            $"[{string.Join(',', Enumerable.Repeat("\"111122223333\"", 200))}]",
            StringComparison.Ordinal);
        await RefusedAsync(
            IamErrorCodes.LimitExceeded,
            "Cannot exceed quota for ACLSizePerRole: 2048",
            () => world.RoleAsync("Support", trust));
    }

    [Fact]
    public async Task VersionsInUse_OfAllPolicies_CountTogether()
    {
        using var world = new AccountWorld(quotas => quotas.PolicyVersionsInUseMax = 3);
        Arn first = (await world.PolicyAsync("a")).Arn;
        await world.PolicyAsync("b");
        await world.Policies.CreateVersionAsync(Call, first, Documents.AllowAll, isDefault: false, None);

        await Assert.ThrowsAsync<IamException>(() => world.PolicyAsync("c"));
        await Assert.ThrowsAsync<IamException>(
            () => world.Policies.CreateVersionAsync(Call, first, Documents.AllowAll, isDefault: true, None));
        await world.Policies.DeleteVersionAsync(Call, first, "v2", None);
        await world.PolicyAsync("c");
    }

    [Fact]
    public async Task AttachingAgain_AtTheQuota_IsNoError()
    {
        using var world = new AccountWorld(quotas => quotas.PoliciesPerUserMax = 1);
        await world.UserAsync("alice");
        await AttachAsync(world, Alice, 1);

        await world.Identities.AttachAsync(Call, Alice, PolicyArn("alice1"), None);
    }

    private static async Task AttachAsync(AccountWorld world, IamIdentity identity, int number)
    {
        Arn policy = (await world.PolicyAsync($"{identity.Name}{number}")).Arn;
        await world.Identities.AttachAsync(Call, identity, policy, None);
    }
}
