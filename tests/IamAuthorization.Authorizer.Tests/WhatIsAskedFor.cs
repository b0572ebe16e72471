using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>Which facts a question makes the authorizer ask for, and whose word counts.</summary>
public sealed class WhatIsAskedFor
{
    private const string RedDeny =
        """
        {"Effect":"Deny","Action":"orders:*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":"red"}}}
        """;

    private static readonly string RedDenyForAll =
        RedDeny.Replace("\"Action\"", "\"Principal\":\"*\",\"Action\"", StringComparison.Ordinal);

    public static TheoryData<string, int> Places => new()
    {
        { "identity", 1 },
        { "boundary", 1 },
        { "session", 1 },
        { "resource policy", 1 },
        { "service control", 1 },
        { "resource control", 1 },
        { "nowhere", 0 },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Tags_AreAskedFor_WhereverAPolicyReadsThem(string place, int calls)
    {
        Tags tags = Tags.Of(("team", "red"));
        await using World world = TaggedWorld(place).With<IIamResourceTags>(tags);
        IamSession? session = place == "session"
            ? new IamSession { Policies = [Allowing(RedDeny, PolicyKind.InlineRole)] }
            : null;

        IamDecision decision = await world.AskAsync(
            IamPrincipal.RoleSession(RoleArn("R", Other), "s", session: session),
            new IamResource(Order) { OwnerAccountId = Other });

        Assert.Equal(calls, tags.Calls);
        Assert.Equal(
            place == "nowhere" ? DecisionOutcome.Allow : DecisionOutcome.ExplicitDeny, decision.Outcome);
    }

    [Fact]
    public async Task GivenTags_AreTheAnswer_AndNobodyElseIsAsked()
    {
        Tags tags = Tags.Of(("team", "red"));
        await using World world = TaggedWorld("identity").With<IIamResourceTags>(tags);
        var resource = new IamResource(Order)
        {
            OwnerAccountId = Other,
            Tags = ImmutableDictionary<string, string>.Empty,
        };

        Assert.True((await world.AskAsync(IamPrincipal.RoleSession(RoleArn("R", Other), "s"), resource)).IsAllowed);
        Assert.Equal(0, tags.Calls);
    }

    [Fact]
    public async Task QuestionAboutNoSingleResource_AsksNoProvider()
    {
        Tags tags = Tags.Of(("team", "red"));
        var policies = new Policies(_ => new((PolicyDocument?)null));
        await using World world = TaggedWorld("identity")
            .With<IIamResourceTags>(tags)
            .With<IIamResourcePolicies>(policies);

        IamDecision decision = await world.AskAsync(
            IamPrincipal.RoleSession(RoleArn("R", Other), "s"),
            new IamResource(Arn.Any) { OwnerAccountId = Other });

        Assert.True(decision.IsAllowed);
        Assert.Equal((0, 0), (tags.Calls, policies.Calls));
        Assert.DoesNotContain("FindResourcePolicyAsync", world.Store.Calls);
    }

    [Fact]
    public async Task ProviderOfPolicies_IsAskedOnce_ForEachArnOfAScope()
    {
        var policies = new Policies(_ => new((PolicyDocument?)null));
        await using World world = new World(User("alice", "orders:*")).With<IIamResourcePolicies>(policies);
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        Arn other = Arn.Parse($"arn:aws:orders::{Home}:order/2");

        await authorizer.AuthorizeAsync(Alice(), GetOrder, Order);
        await authorizer.AuthorizeAsync(Alice(), ActionName.Parse("orders:Refund"), Order);
        Assert.Equal(1, policies.Calls);
        await authorizer.AuthorizeAsync(Alice(), GetOrder, other);

        Assert.Equal(2, policies.Calls);
    }

    public static TheoryData<string, string, bool> IamResources => new()
    {
        { "role/R", "stored", true },
        { "role/R", "claimed", false },
        { "user/bob", "stored", true },
        { "user/bob", "claimed", false },
        // Of what the store does not hold, the app says the tags.
        { "role/path/R", "stored", false },
        { "role/path/R", "claimed", true },
        { "user/path/bob", "stored", false },
        { "user/path/bob", "claimed", true },
    };

    [Theory]
    [MemberData(nameof(IamResources))]
    public async Task TagsOfAStoredUserOrRole_AreTheStores_WhateverTheAppSays(string name, string tag, bool isAllowed)
    {
        string condition =
            $$$"""{"StringEquals":{"iam:ResourceTag/by":"{{{tag}}}","aws:ResourceTag/by":"{{{tag}}}"}}""";
        string statement =
            $$"""{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{{condition}}}""";
        await using var world = new World(
            User("alice") with { InlinePolicies = [new NamedPolicy("p", Identity(statement))] },
            User("bob") with { Tags = [new IamTag("by", "stored")] },
            Role(Home) with { Tags = [new IamTag("by", "stored")] });
        var resource = new IamResource(Arn.Parse($"arn:aws:iam::{Home}:{name}"))
        {
            Tags = ImmutableDictionary<string, string>.Empty.Add("by", "claimed"),
        };

        IamDecision decision = await world.AskAsync(Alice(), resource, action: "iam:GetThing");

        Assert.Equal(isAllowed, decision.IsAllowed);
    }

    [Theory]
    [InlineData("role/R")]
    [InlineData("user/bob")]
    public async Task EV21_OwnerOfAnIamResource_IsItsAccount_WhateverTheCallerSays(string name)
    {
        await using var world = new World(
            User("alice", "iam:*"), new IamUser { Arn = UserArn("bob", Other) }, Role(Other));

        IamDecision decision = await world.AskAsync(
            Alice(),
            new IamResource(Arn.Parse($"arn:aws:iam::{Other}:{name}")) { OwnerAccountId = Home },
            action: "iam:GetThing");

        Assert.Equal((false, PolicyType.ResourceBased), (decision.IsAllowed, decision.DecidedBy));
    }

    [Theory]
    [InlineData("role/R", true)]
    [InlineData("role/path/R", false)]
    [InlineData("role/r", false)]
    [InlineData("role/gone", false)]
    public async Task EV10_TrustPolicy_IsThatOfTheExactRole(string name, bool isAllowed)
    {
        await using var world = new World(User("alice", "*"), Role(Home));

        IamDecision decision = await world.AskAsync(
            Alice(), Arn.Parse($"arn:aws:iam::{Home}:{name}"), action: "sts:AssumeRole");

        Assert.Equal(isAllowed, decision.IsAllowed);
    }

    [Fact]
    public async Task EV10_TrustPolicy_GovernsNoOtherAction()
    {
        string deny = """{"Effect":"Deny","Principal":"*","Action":"*"}""";
        await using var world = new World(
            User("alice", "*"), Role(Home) with { TrustPolicy = Document(deny, PolicyKind.RoleTrust) });

        Assert.True((await world.AskAsync(Alice(), RoleArn("R"), action: "iam:GetRole")).IsAllowed);
        Assert.False((await world.AskAsync(Alice(), RoleArn("R"), action: "sts:AssumeRole")).IsAllowed);
    }

    public static TheoryData<IamPrincipal, bool> Callers => new()
    {
        { IamPrincipal.User(UserArn("alice"), "AIDAEXAMPLEEXAMPLE123"), true },
        { IamPrincipal.User(UserArn("alice")), true },
        { IamPrincipal.User(UserArn("alice"), "aidaexampleexample123"), false },
        { IamPrincipal.RoleSession(RoleArn("R"), "s"), true },
        { IamPrincipal.RoleSession(IamArn.Role("aws", Home, "R", "/path/"), "s"), false },
        { IamPrincipal.RoleSession(RoleArn("r"), "s"), false },
        { IamPrincipal.RoleSession(RoleArn("R", Other), "s"), false },
        { Federated(UserArn("alice")), true },
        { Federated(UserArn("alice", Other)), false },
        { Federated(UserArn("gone")), false },
    };

    [Theory]
    [MemberData(nameof(Callers), DisableDiscoveryEnumeration = true)]
    public async Task Caller_IsThePrincipalOfTheStore_OnlyByItsExactName(IamPrincipal caller, bool isKnown)
    {
        await using var world = new World(
            User("alice", "*") with { UniqueId = "AIDAEXAMPLEEXAMPLE123" },
            new IamUser { Arn = UserArn("alice", Other), InlinePolicies = [new NamedPolicy("p", Allow("*"))] },
            Role(Home));

        IamDecision decision = await world.AskAsync(caller);

        Assert.Equal(isKnown, decision.IsAllowed);
        Assert.Equal(isKnown ? null : "there is no such principal", decision.Failure);
    }

    private static IamPrincipal Federated(Arn user) => IamPrincipal.FederatedUser(
        Arn.Parse($"arn:aws:sts::{Home}:federated-user/f"),
        user,
        session: new IamSession { Policies = [Allow("*")] });

    private static PolicyDocument Allowing(string statement, PolicyKind kind) =>
        Document($"{Statement("Allow", "*")},{statement}", kind);

    private static IamRole Role(string account) => new()
    {
        Arn = RoleArn("R", account),
        TrustPolicy = Document(
            """{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}""",
            PolicyKind.RoleTrust),
        InlinePolicies = [new NamedPolicy("p", Allow("*"))],
    };

    /// <summary>A world in which everything allows, and the policy of one place denies what is red.</summary>
    private static World TaggedWorld(string place)
    {
        PolicyDocument scp = place == "service control"
            ? Allowing(RedDeny, PolicyKind.ServiceControl)
            : Document(Statement("Allow", "*"), PolicyKind.ServiceControl);
        ValueList<NamedPolicy> serviceControl = [new NamedPolicy("scp", scp)];
        PolicyDocument red = Document(RedDenyForAll, PolicyKind.Resource);
        return new World(
        [
            Role(Other) with
            {
                InlinePolicies =
                [
                    new NamedPolicy(
                        "p", place == "identity" ? Allowing(RedDeny, PolicyKind.InlineRole) : Allow("*")),
                ],
                PermissionsBoundaryArn = place == "boundary" ? PolicyArn("B", Other) : null,
            },
            new ManagedPolicy { Arn = PolicyArn("B", Other), Document = Allowing(RedDeny, PolicyKind.Managed) },
            .. place == "resource policy" ? [new ResourcePolicy(Order, red)] : Array.Empty<IamEntity>(),
            new Organization
            {
                Id = "o-1",
                ManagementAccountId = Home,
                Root = new OrganizationalUnit
                {
                    Id = "r-1",
                    ServiceControlPolicies = serviceControl,
                    ResourceControlPolicies = place == "resource control"
                        ? [new NamedPolicy("rcp", Document(RedDenyForAll, PolicyKind.ResourceControl))]
                        : [],
                    Accounts =
                    [
                        new OrganizationAccount { AccountId = Home, ServiceControlPolicies = serviceControl },
                        new OrganizationAccount { AccountId = Other, ServiceControlPolicies = serviceControl },
                    ],
                },
            },
        ]);
    }
}
