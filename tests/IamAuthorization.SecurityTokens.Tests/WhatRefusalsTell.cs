using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>Sts §4.3: refusals do not tell which roles there are.</summary>
public sealed class WhatRefusalsTell
{
    private const string Nobody = "777788889999";

    public static TheoryData<string, string> Refused => new()
    {
        // caller's account, account of the role
        { Home, Home },
        { Home, Partner },
        { Home, Nobody },
        { Partner, Home },
        { Partner, Nobody },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task RoleThatIsMissing_AndOneThatTrustsOthers_AreRefusedInTheSameWords(string caller, string owner)
    {
        await using World world = Shop();
        IamPrincipal alice = IamPrincipal.User(UserArn("alice", caller));

        SecurityTokenError missing = await world.ErrorAsync(alice, RequestOf("Missing", owner));
        SecurityTokenError existing = await world.ErrorAsync(alice, RequestOf("Payroll", owner));

        Assert.Equal("AccessDenied", missing.Code);
        Assert.Equal(missing with { Message = missing.Message.Replace("Missing", "Payroll") }, existing);
    }

    [Fact]
    public async Task RoleThatIsMissing_IsDecidedWithoutAskingTheAppForItsTags()
    {
        const string ByTag = """
            {"Effect":"Allow","Action":"sts:*","Resource":"*","Condition":{"Null":{"aws:ResourceTag/team":"true"}}}
            """;
        IamUser alice = User("alice") with
        {
            InlinePolicies = [new NamedPolicy("by tag", Document(ByTag, PolicyKind.InlineUser))],
        };
        var tags = new TagsThatFail();
        await using World world = new World(alice, Role("Payroll", Trust(UserArn("bob").ToString()))).With(tags);

        SecurityTokenError missing = await world.ErrorAsync(Alice(), RequestOf("Missing", Home));
        SecurityTokenError existing = await world.ErrorAsync(Alice(), RequestOf("Payroll", Home));

        Assert.Equal(existing with { Message = existing.Message.Replace("Payroll", "Missing") }, missing);
        Assert.Equal(0, tags.Asked);
    }

    [Fact]
    public async Task OwnAccount_IsToldTheGround()
    {
        await using World world = Shop();

        SecurityTokenError error = await world.ErrorAsync(Alice(), RequestOf("Payroll", Home));

        Assert.Equal(
            $"User: arn:aws:iam::{Home}:user/alice is not authorized to perform: sts:AssumeRole on resource: "
                + $"arn:aws:iam::{Home}:role/Payroll because no role trust policy allows the sts:AssumeRole action",
            error.Message);
    }

    [Fact]
    public async Task OtherAccount_IsToldNoGround()
    {
        await using World world = Shop();

        SecurityTokenError error = await world.ErrorAsync(
            IamPrincipal.User(UserArn("alice", Partner)), RequestOf("Payroll", Home));

        Assert.Equal(
            $"User: arn:aws:iam::{Partner}:user/alice is not authorized to perform: sts:AssumeRole on resource: "
                + $"arn:aws:iam::{Home}:role/Payroll",
            error.Message);
    }

    /// <summary>Each but the last is an error of its own for those who may assume the role.</summary>
    public static TheoryData<string> Probes => ["duration", "policy", "id", "size", "nothing"];

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task WhatIsWrongWithTheRole_IsToldToThoseWhoMayAssumeItAlone(string probe)
    {
        await using World world = new World(
            User("alice", Home, "sts:*"),
            User("bob", Home, "sts:*"),
            Role("Payroll", Trust(UserArn("alice").ToString())) with
            {
                SessionDurationMax = TimeSpan.FromHours(1),
                UniqueId = probe is "id" ? null : UniqueIdOf("Payroll"),
            })
            .With(options => options.PackedPolicySizeMax = 256);
        AssumeRoleRequest payroll = probe switch
        {
            "duration" => RequestOf("Payroll", Home) with { Duration = TimeSpan.FromSeconds(3_601) },
            "policy" => RequestOf("Payroll", Home) with { PolicyArns = [PolicyArn("Missing").ToString()] },
            "size" => RequestOf("Payroll", Home) with
            {
                Tags = [.. Enumerable.Range(0, 50).Select(number => new IamTag($"k{number * 7919}", $"{number * 31}"))],
            },
            _ => RequestOf("Payroll", Home),
        };

        AssumeRoleResult ofAlice = await world.AssumeAsync(Alice(), payroll);
        IamPrincipal bob = IamPrincipal.User(UserArn("bob"));
        SecurityTokenError ofBob = await world.ErrorAsync(bob, payroll);
        SecurityTokenError missing = await world.ErrorAsync(
            bob, payroll with { RoleArn = RoleArn("Missing").ToString() });

        Assert.NotEqual("AccessDenied", ofAlice.Error?.Code);
        Assert.Equal(probe is "nothing", ofAlice.IsAssumed);
        Assert.Equal("AccessDenied", ofBob.Code);
        Assert.Equal(missing with { Message = missing.Message.Replace("Missing", "Payroll") }, ofBob);
    }

    [Fact]
    public async Task RoleWithoutUniqueId_SaysWhatIsMissing()
    {
        await using var world = new World(
            User("alice"), Role("Agent", Trust(UserArn("alice").ToString())) with { UniqueId = null });

        SecurityTokenError error = await world.ErrorAsync(Alice(), Request());

        Assert.Equal("ValidationError", error.Code);
        Assert.Contains("has no unique id", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tags", "sts:TagSession")]
    [InlineData("source identity", "sts:SetSourceIdentity")]
    public async Task EV30_ActionThatIsMissing_IsNamed(string passed, string action)
    {
        string alice = UserArn("alice").ToString();
        await using var world = new World(
            User("alice", Home, "sts:*"),
            Role("Agent", Trust(alice, actions: "AssumeRole")),
            Role("Open", Trust(alice, actions: ["AssumeRole", action["sts:".Length..]])));
        AssumeRoleRequest request = passed is "tags"
            ? Request() with { Tags = Tags(("team", "a")) }
            : Request() with { SourceIdentity = "alice" };

        SecurityTokenError error = await world.ErrorAsync(Alice(), request);

        Assert.EndsWith(
            $"{action} on resource: {RoleArn("Agent")} because no role trust policy allows the {action} action",
            error.Message,
            StringComparison.Ordinal);
        await world.SessionAsync(Alice(), request with { RoleArn = RoleArn("Open").ToString() });
    }

    private sealed class TagsThatFail : IIamResourceTags
    {
        public int Asked { get; private set; }

        public ValueTask<IReadOnlyDictionary<string, string>?> FindAsync(
            Arn resource, CancellationToken cancellationToken)
        {
            Asked++;
            throw new InvalidOperationException("There are no tags of this.");
        }
    }

    private static AssumeRoleRequest RequestOf(string role, string account) =>
        Request() with { RoleArn = RoleArn(role, account).ToString() };

    private static World Shop()
    {
        string bob = UserArn("bob").ToString();
        return new World(
            User("alice", Home, "sts:*"),
            User("alice", Partner, "sts:*"),
            Role("Payroll", Trust(bob)),
            Role("Payroll", Trust(bob)) with { Arn = RoleArn("Payroll", Partner) });
    }
}
