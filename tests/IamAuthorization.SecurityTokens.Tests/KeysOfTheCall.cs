using System.Collections.Immutable;
using IamAuthorization.Policies;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>Conditions §6.8: what a trust policy sees of the call, and who may say it.</summary>
public sealed class KeysOfTheCall
{
    /// <summary>A condition that holds when the key has the value the call passed.</summary>
    public static TheoryData<string, string> Passed => new()
    {
        { "StringEquals", "\"sts:RoleSessionName\":\"ticket-1\"" },
        { "StringEquals", "\"sts:ExternalId\":\"customer-7\"" },
        { "StringEquals", "\"sts:SourceIdentity\":\"alice\"" },
        { "StringEquals", "\"aws:RequestTag/team\":\"a\"" },
        { "StringEquals", "\"AWS:requesttag/TEAM\":\"a\"" },
        { "ForAllValues:StringEquals", "\"aws:TagKeys\":[\"team\",\"cost\"]" },
        { "ForAnyValue:StringEquals", "\"sts:TransitiveTagKeys\":\"cost\"" },
        { "Null", "\"sts:DurationSeconds\":\"true\"" },
        { "Null", "\"aws:SourceIdentity\":\"true\"" },
        { "StringEquals", "\"aws:SourceAccount\":\"777788889999\"" },
    };

    [Theory]
    [MemberData(nameof(Passed))]
    public async Task KeysOfParameters_AreInTheContext(string operation, string condition)
    {
        await using World world = Shop($$$"""{"{{{operation}}}":{{{{condition}}}}}""");
        AssumeRoleRequest request = Request() with
        {
            ExternalId = "customer-7",
            SourceIdentity = "alice",
            Tags = Tags(("team", "a"), ("cost", "1")),
            TransitiveTagKeys = ["cost"],
        };

        AssumeRoleResult result = await world.AssumeAsync(
            Alice(), request, Context(("aws:SourceAccount", "777788889999")));

        Assert.True(result.IsAssumed, result.Error?.Message);
    }

    public static TheoryData<string> Own =>
    [
        "sts:ExternalId",
        "sts:SourceIdentity",
        "sts:TransitiveTagKeys",
        "sts:DurationSeconds",
        "sts:AWSServiceName",
        "aws:RequestTag/team",
        "aws:TagKeys",
    ];

    [Theory]
    [MemberData(nameof(Own))]
    public async Task C43_KeyThatWasNotPassed_NobodyElseFillsIn(string key)
    {
        await using World world = Shop($$$"""{"Null":{"{{{key}}}":"true"}}""");

        AssumeRoleResult result = await world.AssumeAsync(Alice(), Request(), Context((key, "forged")));

        Assert.True(result.IsAssumed, result.Error?.Message);
    }

    [Fact]
    public async Task C43_SessionName_IsTheCallsOwnWhateverTheContextSays()
    {
        await using World world = Shop("""{"StringEquals":{"sts:RoleSessionName":"root"}}""");

        SecurityTokenError error = await world.ErrorAsync(
            Alice(), Request(), Context(("sts:RoleSessionName", "root")));

        Assert.Equal("AccessDenied", error.Code);
    }

    [Theory]
    [InlineData(null, "bob", "bob")]
    [InlineData("alice", null, "alice")]
    [InlineData("alice", "alice", "alice")]
    [InlineData("alice", "bob", null)]
    [InlineData("alice", "Alice", null)]
    [InlineData(null, null, null)]
    public async Task EV31_SourceIdentity_Sticks(string? inherited, string? passed, string? expected)
    {
        await using var world = new World(
            User("alice"), Chained("Worker", UserArn("alice")), Chained("Agent", RoleArn("Worker")));
        IamPrincipal worker = await world.SessionAsync(
            Alice(), Request("Worker") with { SourceIdentity = inherited });

        AssumeRoleResult result = await world.AssumeAsync(worker, Request() with { SourceIdentity = passed });

        bool isChanged = inherited is not null && passed is not null && expected is null;
        Assert.Equal(!isChanged, result.IsAssumed);
        Assert.Equal(expected, result.Session?.Principal.Session!.SourceIdentity);
        Assert.Equal(isChanged ? "AccessDenied" : null, result.Error?.Code);
    }

    /// <summary>Who is trusted, whether the calling role's policies allow it, and what comes of it.</summary>
    public static TheoryData<string, bool, bool> SourceIdentityInAChain => new()
    {
        { $"arn:aws:sts::{Home}:assumed-role/Worker/ticket-1", true, true },
        { $"arn:aws:sts::{Home}:assumed-role/Worker/ticket-1", false, false },
        { $"arn:aws:iam::{Home}:role/Worker", true, true },
        { $"arn:aws:iam::{Home}:role/Worker", false, false },
        { $"arn:aws:iam::{Home}:role/Other", true, false },
    };

    [Theory]
    [MemberData(nameof(SourceIdentityInAChain))]
    public async Task EV31_InAChain_TheCallersOwnPoliciesMustAllowItToo(
        string trusted, bool isAllowed, bool isAssumed)
    {
        await using var world = new World(
            User("alice"),
            Role("Worker", Trust(UserArn("alice").ToString())) with
            {
                InlinePolicies = isAllowed ? Inline("sts:SetSourceIdentity") : [],
            },
            Role("Agent", Trust(trusted)));
        IamPrincipal worker = await world.SessionAsync(Alice(), Request("Worker") with { SourceIdentity = "alice" });

        AssumeRoleResult result = await world.AssumeAsync(worker, Request());

        Assert.Equal(isAssumed, result.IsAssumed);
        if (!isAllowed)
        {
            Assert.EndsWith(
                "because no identity-based policy allows the sts:SetSourceIdentity action",
                result.Error!.Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EV31_UserWhomTheTrustPolicyNames_NeedsNoPolicyToSetIt()
    {
        await using World world = Shop("{}");

        IamPrincipal session = await world.SessionAsync(Alice(), Request() with { SourceIdentity = "alice" });

        Assert.Equal("alice", session.Session!.SourceIdentity);
    }

    private static Accounts.IamRole Chained(string name, Arn trusted) =>
        Role(name, Trust(trusted.ToString())) with { InlinePolicies = Inline("sts:SetSourceIdentity") };

    private static World Shop(string condition) =>
        new(User("alice"), Role("Agent", Trust(UserArn("alice").ToString(), condition)));
}
