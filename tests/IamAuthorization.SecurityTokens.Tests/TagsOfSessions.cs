using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>Evaluation §6.3: role tags, inherited tags, passed tags.</summary>
public sealed class TagsOfSessions
{
    private const string Order = $"arn:aws:orders::{Home}:order/1";

    [Fact]
    public async Task P93_PassedTag_TakesThePlaceOfTheRolesOwn()
    {
        await using World world = Shop("{}");

        IamPrincipal session = await world.SessionAsync(
            Alice(), Request() with { Tags = Tags(("TEAM", "b"), ("case", "7")) });

        Assert.Equal(
            [KeyValuePair.Create("TEAM", "b"), KeyValuePair.Create("case", "7"), KeyValuePair.Create("cost", "1")],
            session.Session!.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal));
        Assert.True((await world.AskAsync(session, "orders:GetB", Order)).IsAllowed);
        Assert.False((await world.AskAsync(session, "orders:GetA", Order)).IsAllowed);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("b", false)]
    public async Task P93_PassedTag_IsConstrainedByTheTrustPolicy(string team, bool isAssumed)
    {
        await using World world = Shop("""{"StringEquals":{"aws:RequestTag/team":"a"}}""");

        AssumeRoleResult result = await world.AssumeAsync(
            Alice(), Request() with { Tags = Tags(("Team", team)) });

        Assert.Equal(isAssumed, result.IsAssumed);
    }

    [Fact]
    public async Task EV37_TagsOfTheRole_AreThoseOfTheTimeOfIssue()
    {
        await using World world = Shop("{}");
        IamPrincipal session = await world.SessionAsync(Alice(), Request());

        await world.CommitAsync(Agent("{}") with { Tags = [new("team", "b"), new("new", "1")] });

        Assert.True(session.Session!.IncludesRoleTags);
        Assert.True((await world.AskAsync(session, "orders:GetA", Order)).IsAllowed);
        Assert.False((await world.AskAsync(session, "orders:GetB", Order)).IsAllowed);
    }

    public static TheoryData<string, string> Conflicts => new()
    {
        { "team", "b" },
        { "TEAM", "b" },
        { "team", "a" },
    };

    [Theory]
    [MemberData(nameof(Conflicts))]
    public async Task P94_TransitiveTagOfTheChain_CannotBePassedAgain(string key, string value)
    {
        await using World world = Chain();
        IamPrincipal worker = await WorkerAsync(world);

        SecurityTokenError error = await world.ErrorAsync(worker, Request() with { Tags = Tags((key, value)) });

        Assert.Equal(
            new SecurityTokenError(
                "InvalidParameterValue",
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key "
                    + "from the calling session."),
            error);
    }

    [Fact]
    public async Task TransitiveTags_AreInheritedAndStayTransitive_OthersDoNot()
    {
        await using World world = Chain();
        IamPrincipal worker = await WorkerAsync(world);

        IamSession agent = (await world.SessionAsync(
            worker, Request() with { Tags = Tags(("case", "9")), TransitiveTagKeys = ["case"] })).Session!;

        Assert.Equal("a", agent.Tags["team"]);
        Assert.Equal("9", agent.Tags["case"]);
        Assert.Equal("agent", agent.Tags["owner"]);
        Assert.False(agent.Tags.ContainsKey("local"));
        Assert.Equal(["case", "team"], agent.TransitiveTagKeys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EV36_RoleTags_AreNeverTransitive()
    {
        await using World world = Chain();
        IamPrincipal worker = await world.SessionAsync(Alice(), Request("Worker"));

        IamSession agent = (await world.SessionAsync(worker, Request())).Session!;

        Assert.Equal("worker", worker.Session!.Tags["team"]);
        Assert.Equal("agent", agent.Tags["team"]);
        Assert.Empty(agent.TransitiveTagKeys);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("agent", false)]
    public async Task EV35_InheritedTag_TakesThePlaceOfTheTargetsTagInItsTrustPolicy(string expected, bool isAssumed)
    {
        await using World world = Chain($$$"""{"StringEquals":{"aws:ResourceTag/team":"{{{expected}}}"}}""");
        IamPrincipal worker = await WorkerAsync(world);

        Assert.Equal(isAssumed, (await world.AssumeAsync(worker, Request())).IsAssumed);
    }

    [Fact]
    public async Task EV30_InheritedTagsAlone_NeedTagSession()
    {
        string worker = RoleArn("Worker").ToString();
        await using var world = new World(
            User("alice"),
            Role("Worker", Trust(UserArn("alice").ToString())),
            Role("Agent", Trust(worker, actions: "AssumeRole")));

        SecurityTokenError error = await world.ErrorAsync(await WorkerAsync(world), Request());

        Assert.Contains("perform: sts:TagSession on", error.Message, StringComparison.Ordinal);
        await world.SessionAsync(await world.SessionAsync(Alice(), Request("Worker")), Request());
    }

    private static ValueTask<IamPrincipal> WorkerAsync(World world)
    {
        AssumeRoleRequest request = Request("Worker") with
        {
            Tags = Tags(("team", "a"), ("local", "1")),
            TransitiveTagKeys = ["team"],
        };
        return world.SessionAsync(Alice(), request);
    }

    private static World Chain(string condition = "{}") => new(
        User("alice"),
        Role("Worker", Trust(UserArn("alice").ToString())) with { Tags = [new("team", "worker")] },
        Role("Agent", Trust(RoleArn("Worker").ToString(), condition)) with
        {
            Tags = [new("team", "agent"), new("owner", "agent")],
        });

    private static World Shop(string condition) => new(User("alice"), Agent(condition));

    private static IamRole Agent(string condition) => Role("Agent", Trust(UserArn("alice").ToString(), condition)) with
    {
        Tags = [new("team", "a"), new("cost", "1")],
        InlinePolicies = [new("by team", Document($"{OfTeam("A")},{OfTeam("B")}", PolicyKind.InlineRole))],
    };

    private static string OfTeam(string team) => Statement("Allow", $"orders:Get{team}")[..^1]
        + $$$""","Condition":{"StringEquals":{"aws:PrincipalTag/team":"{{{team.ToLowerInvariant()}}}"} } }""";
}
