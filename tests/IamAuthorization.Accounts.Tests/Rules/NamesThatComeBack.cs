using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;

namespace IamAuthorization.Accounts.Tests;

/// <summary>E14: who is made anew with an old name has nothing that the old one had (PL-55).</summary>
[Trait("Threat", "E14")]
public sealed class NamesThatComeBack
{
    public static TheoryData<IamIdentityKind, string> Pinned => new()
    {
        { IamIdentityKind.User, $"arn:aws:iam::{Own}:user/x" },
        { IamIdentityKind.Role, $"arn:aws:iam::{Own}:role/x" },
    };

    [Theory]
    [MemberData(nameof(Pinned))]
    public async Task PL55_TrustPolicy_AfterItsPrincipalIsMadeAnew_StillMeansTheOldOne(
        IamIdentityKind kind, string arn)
    {
        using var world = new AccountWorld();
        await world.MakeAsync(kind, "x");
        string oldId = await IdAsync(world, kind);
        await world.RoleAsync("Target", TrustOf(arn));
        Assert.Equal(arn, await ShownAsync(world));

        await world.DeleteAsync(kind, "x");
        Assert.Equal(oldId, await ShownAsync(world));
        await world.MakeAsync(kind, "x");

        Assert.Equal(oldId, await ShownAsync(world));
        Assert.NotEqual(oldId, await IdAsync(world, kind));
        Assert.Equal(oldId, PrincipalOf((await StoredAsync(world)).TrustPolicy));
        await world.Roles.UpdateTrustPolicyAsync(Call, "Target", TrustOf(arn), None);
        Assert.Equal(await IdAsync(world, kind), PrincipalOf((await StoredAsync(world)).TrustPolicy));
    }

    [Fact]
    public async Task PL55_ShownText_ThatNamesSomebodyGone_CannotBeSavedAgain()
    {
        using var world = new AccountWorld();
        IamUser user = await world.UserAsync("x");
        await world.RoleAsync("Target", TrustOf(user.Arn.ToString()));
        await world.Users.DeleteAsync(Call, "x", None);
        string shown = (await world.Roles.GetAsync(Call, "Target", None)).TrustPolicy.Text!;

        await RefusedAsync(
            IamErrorCodes.MalformedPolicyDocument,
            $"Invalid principal in policy: \"AWS\":\"{user.UniqueId}\"",
            () => world.Roles.UpdateTrustPolicyAsync(Call, "Target", shown, None));
    }

    [Fact]
    public async Task PL55_TrustPolicy_OfARenamedUser_FollowsTheUser_AndKeepsItsTextOtherwise()
    {
        using var world = new AccountWorld();
        IamUser user = await world.UserAsync("x");
        string text = TrustOf(user.Arn.ToString());
        await world.RoleAsync("Target", text);

        await world.Users.UpdateAsync(Call, "x", "y", "/team/", None);
        await world.UserAsync("x");

        IamRole shown = await world.Roles.GetAsync(Call, "Target", None);
        Assert.Equal(
            text.Replace($"{Own}:user/x", $"{Own}:user/team/y", StringComparison.Ordinal), shown.TrustPolicy.Text);
    }

    [Fact]
    public async Task PL55_PrincipalOfAnotherAccount_IsPinnedToo()
    {
        using var world = new AccountWorld();
        IamUser theirs = await world.UserAsync("x", OtherCall);
        await world.RoleAsync("Target", TrustOf(theirs.Arn.ToString()));

        Assert.Equal(theirs.UniqueId, PrincipalOf((await StoredAsync(world)).TrustPolicy));
    }

    [Theory]
    [InlineData("111122223333")]
    [InlineData("arn:aws:iam::111122223333:root")]
    [InlineData("*")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Support/session")]
    public async Task PL55_PL57_OtherPrincipals_StayAsWritten(string principal)
    {
        using var world = new AccountWorld();
        const string Condition =
            """
            "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": "a"}}
            """;
        string text = TrustOf(principal).Replace("\"Action\": \"sts:AssumeRole\"", Condition, StringComparison.Ordinal);
        await world.RoleAsync("Target", text);

        Assert.Equal(text, (await StoredAsync(world)).TrustPolicy.Text);
    }

    [Fact]
    public async Task User_MadeAnew_HasNoGroupPolicyTagOrKeyOfTheOldOne()
    {
        using var world = new AccountWorld();
        IamUser old = await world.UserAsync("x");
        await world.Users.TagAsync(Call, "x", [new("team", "a")], None);
        Arn cap = (await world.PolicyAsync("cap")).Arn;
        await world.Identities.SetBoundaryAsync(Call, IamIdentity.User("x"), cap, None);
        await world.Users.DeleteAsync(Call, "x", None);

        IamUser anew = await world.UserAsync("X");

        Assert.NotEqual(old.UniqueId, anew.UniqueId);
        Assert.Equal(
            new IamUser { Arn = IamArn.User("aws", Own, "X") }, anew with { UniqueId = null, CreatedAt = null });
        Assert.Empty(await world.Keys.ListAsync(Call, "x", None));
    }

    [Fact]
    public async Task User_RenamedAway_LeavesNothingToWhoTakesTheName()
    {
        using var world = new AccountWorld();
        await world.UserAsync("x");
        await world.GroupAsync("ops");
        await world.Groups.AddMemberAsync(Call, "ops", "x", None);
        string key = (await world.Keys.CreateAsync(Call, "x", None)).Value.Key.Id;

        await world.Users.UpdateAsync(Call, "x", "y", null, None);
        IamUser anew = await world.UserAsync("x");

        Assert.Empty(anew.GroupNames);
        Assert.Empty(await world.Keys.ListAsync(Call, "x", None));
        Assert.Equal([key], (await world.Keys.ListAsync(Call, "Y", None)).Select(one => one.Id));
        IamPage<IamUser> members = await world.Groups.ListMembersAsync(Call, "ops", new IamPageQuery(), None);
        Assert.Equal(["y"], members.Items.Select(user => user.Name));
    }

    [Fact]
    public async Task PL72_PolicyMadeAnew_IsNotAttached_AndVersionNumbersAreNeverUsedAgain()
    {
        using var world = new AccountWorld();
        ManagedPolicy old = await world.PolicyAsync("read");
        await world.Policies.CreateVersionAsync(Call, old.Arn, Documents.AllowAll, isDefault: false, None);
        await world.Policies.DeleteVersionAsync(Call, old.Arn, "v2", None);
        IamCommitted<ManagedPolicyText> next = await world.Policies.CreateVersionAsync(
            Call, old.Arn, Documents.AllowAll, isDefault: true, None);
        Assert.Equal("v3", next.Value.Id);
        await world.Policies.DeleteVersionAsync(Call, old.Arn, "v1", None);
        await world.Policies.DeleteAsync(Call, old.Arn, None);

        ManagedPolicyUse anew = await world.Policies.GetAsync(Call, (await world.PolicyAsync("read")).Arn, None);

        Assert.NotEqual(old.UniqueId, anew.Policy.UniqueId);
        Assert.Equal((0, 0), (anew.AttachmentCount, anew.BoundaryCount));
    }

    private static async Task<string> IdAsync(AccountWorld world, IamIdentityKind kind) => kind == IamIdentityKind.User
        ? (await world.Users.GetAsync(Call, "x", None)).UniqueId!
        : (await world.Roles.GetAsync(Call, "x", None)).UniqueId!;

    private static async Task<string> ShownAsync(AccountWorld world) =>
        PrincipalOf((await world.Roles.GetAsync(Call, "Target", None)).TrustPolicy);

    private static async Task<IamRole> StoredAsync(AccountWorld world) =>
        (await (await world.Store.GetSnapshotAsync(None)).FindRoleAsync(Own, "Target", None))!;

    private static string PrincipalOf(PolicyDocument trust) => trust.Statements[0].Principals!.Value[0].Value;
}
