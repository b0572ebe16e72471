using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

public sealed class DecisionsForStoredPrincipals
{
    private const string Trust =
        """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"sts:AssumeRole"}""";

    [Fact]
    public async Task InlinePolicy_Allows()
    {
        await using var world = new World(User("alice", "orders:GetOrder"));

        Assert.True((await world.AskAsync(Alice())).IsAllowed);
        Assert.False((await world.AskAsync(Alice(), action: "orders:CancelOrder")).IsAllowed);
    }

    [Fact]
    public async Task GroupPolicies_InlineAndAttached_AreReadAtEvaluation()
    {
        await using var world = new World(
            User("alice") with { GroupNames = ["Sales"] },
            new IamGroup
            {
                Arn = IamArn.Group("aws", Home, "Sales"),
                InlinePolicies = [new NamedPolicy("g", Allow("orders:GetOrder"))],
                AttachedPolicyArns = [PolicyArn("Cancel")],
            },
            new ManagedPolicy { Arn = PolicyArn("Cancel"), Document = Allow("orders:CancelOrder") });

        Assert.True((await world.AskAsync(Alice())).IsAllowed);
        IamDecision cancel = await world.AskAsync(Alice(), action: "orders:CancelOrder");
        Assert.True(cancel.IsAllowed);
        Assert.Equal(PolicyArn("Cancel").ToString(), cancel.Statement?.PolicyName);
    }

    [Fact]
    public async Task S3_Boundary_Limits()
    {
        await using var world = new World(
            User("alice", "orders:*") with { PermissionsBoundaryArn = PolicyArn("B") },
            new ManagedPolicy { Arn = PolicyArn("B"), Document = Allow("orders:GetOrder") });

        Assert.True((await world.AskAsync(Alice())).IsAllowed);
        Assert.Equal(
            PolicyType.PermissionsBoundary, (await world.AskAsync(Alice(), action: "orders:CancelOrder")).DecidedBy);
    }

    [Fact]
    public async Task PL73_S16_SessionPolicies_InlineAndManaged_Limit()
    {
        await using var world = new World(
            Role("R", "orders:*"),
            new ManagedPolicy { Arn = PolicyArn("S"), Document = Allow("orders:CancelOrder") });
        var session = new IamSession
        {
            Policies = [Allow("orders:GetOrder")],
            PolicyArns = [PolicyArn("S").ToString()],
        };
        IamPrincipal caller = IamPrincipal.RoleSession(RoleArn("R"), "s", session: session);

        Assert.True((await world.AskAsync(caller)).IsAllowed);
        Assert.True((await world.AskAsync(caller, action: "orders:CancelOrder")).IsAllowed);
        Assert.Equal(PolicyType.Session, (await world.AskAsync(caller, action: "orders:Refund")).DecidedBy);

        await world.CommitAsync(new ManagedPolicy { Arn = PolicyArn("S"), Document = Allow("orders:Refund") });

        Assert.True((await world.AskAsync(caller, action: "orders:Refund")).IsAllowed);
        Assert.False((await world.AskAsync(caller, action: "orders:CancelOrder")).IsAllowed);
    }

    [Fact]
    public async Task EV07_SessionPolicyOfAUser_IsADenial()
    {
        await using var world = new World(User("alice", "orders:*"));

        IamDecision decision = await world.AskAsync(Alice(new IamSession { Policies = [Allow("orders:*")] }));

        Assert.False(decision.IsAllowed);
        Assert.Equal("the decision failed", decision.Failure);
    }

    [Theory]
    [InlineData(Home, true)]
    [InlineData(Other, false)]
    public async Task EV22_EV23_ServiceControl_LimitsMembers_NotTheManagementAccount(string account, bool isAllowed)
    {
        await using var world = new World(
            new IamUser { Arn = UserArn("u", account), InlinePolicies = [new NamedPolicy("p", Allow("orders:*"))] },
            Tree(serviceControl: Document(Statement("Allow", "other:*"), PolicyKind.ServiceControl)));

        IamDecision decision = await world.AskAsync(
            IamPrincipal.User(UserArn("u", account)), new IamResource(Order) { OwnerAccountId = account });

        Assert.Equal(isAllowed, decision.IsAllowed);
        Assert.Equal(isAllowed ? PolicyType.IdentityBased : PolicyType.ServiceControl, decision.DecidedBy);
    }

    [Theory]
    [InlineData(Home, DecisionOutcome.Allow)]
    [InlineData(Other, DecisionOutcome.ExplicitDeny)]
    public async Task EV16_EV24_ResourceControl_LimitsResourcesOfMembers(string owner, DecisionOutcome outcome)
    {
        string deny = """{"Effect":"Deny","Principal":"*","Action":"orders:*","Resource":"*"}""";
        string allow = """{"Effect":"Allow","Principal":"*","Action":"orders:*","Resource":"*"}""";
        await using var world = new World(
            User("alice", "orders:*"),
            new ResourcePolicy(Order, Document(allow, PolicyKind.Resource)),
            Tree(resourceControl: Document(deny, PolicyKind.ResourceControl)));

        IamDecision decision = await world.AskAsync(Alice(), new IamResource(Order) { OwnerAccountId = owner });

        Assert.Equal(outcome, decision.Outcome);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task X1_X3_CrossAccount_NeedsTheResourcePolicy(bool hasPolicy, bool isAllowed)
    {
        string allow =
            """{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"orders:GetOrder","Resource":"*"}""";
        await using var world = new World(
            [
                new IamUser
                {
                    Arn = UserArn("u", Other),
                    InlinePolicies = [new NamedPolicy("p", Allow("orders:*"))],
                },
                .. hasPolicy
                    ? [new ResourcePolicy(Order, Document(allow, PolicyKind.Resource))]
                    : Array.Empty<IamEntity>(),
            ]);

        IamDecision decision = await world.AskAsync(IamPrincipal.User(UserArn("u", Other)));

        Assert.Equal(isAllowed, decision.IsAllowed);
    }

    [Fact]
    public async Task S29_TrustPolicy_GovernsAssumingTheRole()
    {
        await using var world = new World(User("alice"), User("bob", "*"), Role("R") with
        {
            TrustPolicy = Document(Trust, PolicyKind.RoleTrust),
        });
        IamResource role = RoleArn("R");

        Assert.True((await world.AskAsync(Alice(), role, action: "sts:AssumeRole")).IsAllowed);
        IamDecision bob = await world.AskAsync(
            IamPrincipal.User(UserArn("bob")), role, action: "sts:AssumeRole");
        Assert.Equal((false, PolicyType.RoleTrust), (bob.IsAllowed, bob.DecidedBy));
        Assert.True((await world.AskAsync(IamPrincipal.User(UserArn("bob")), role, action: "iam:GetRole")).IsAllowed);
    }

    [Fact]
    public async Task EV21_OwnerOfARole_IsItsAccount_WhateverTheCallerSays()
    {
        await using var world = new World(User("alice", "iam:*"), Role("R", account: Other));

        IamDecision decision = await world.AskAsync(
            Alice(), new IamResource(RoleArn("R", Other)) { OwnerAccountId = Home }, action: "iam:GetRole");

        Assert.Equal(PolicyType.ResourceBased, decision.DecidedBy);
    }

    public static TheoryData<string, string?> Strangers => new()
    {
        { $"arn:aws:iam::{Home}:user/nobody", null },
        { $"arn:aws:iam::{Home}:user/Alice", null },
        { $"arn:aws:iam::{Home}:user/path/alice", null },
        { $"arn:aws:iam::{Other}:user/alice", null },
        { $"arn:aws-cn:iam::{Home}:user/alice", null },
        { $"arn:aws:iam::{Home}:user/alice", "AIDAOTHEROTHEROTHER12" },
        { $"arn:aws:sts::{Home}:assumed-role/nobody/s", null },
        { $"arn:aws:sts::{Home}:federated-user/alice", null },
        { "arn:aws:iam::999999999999:root", null },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task PrincipalThatIsNotInTheStore_IsNoPrincipal(string arn, string? uniqueId)
    {
        await using var world = new World(User("alice", "*") with { UniqueId = "AIDAEXAMPLEEXAMPLE123" });

        IamDecision decision = await world.AskAsync(IamPrincipal.FromArn(Arn.Parse(arn), uniqueId));

        Assert.Equal("there is no such principal", decision.Failure);
    }

    [Fact]
    public async Task S23_RootOfAKnownAccount_IsAllowed()
    {
        await using var world = new World();

        Assert.Equal(PolicyType.AccountRootUser, (await world.AskAsync(IamPrincipal.Root(Home))).DecidedBy);
    }

    [Fact]
    public async Task S20_FederatedUser_HasTheUsersPolicies_WithinItsSession()
    {
        await using var world = new World(User("alice", "orders:*"));
        Arn session = Arn.Parse($"arn:aws:sts::{Home}:federated-user/app");

        Assert.True((await world.AskAsync(IamPrincipal.FederatedUser(
            session, UserArn("alice"), session: new IamSession { Policies = [Allow("orders:GetOrder")] }))).IsAllowed);
        Assert.Equal(
            PolicyType.Session,
            (await world.AskAsync(IamPrincipal.FederatedUser(session, UserArn("alice")))).DecidedBy);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    public async Task Session_FromItsExpiryOn_MayDoNothing(int secondsLeft, bool isAllowed)
    {
        await using var world = new World(User("alice", "*"));
        var session = new IamSession { ExpiresAt = world.Clock.GetUtcNow().AddSeconds(secondsLeft) };

        IamDecision decision = await world.AskAsync(Alice(session));

        Assert.Equal(isAllowed, decision.IsAllowed);
        Assert.Equal(isAllowed ? null : "the session has expired", decision.Failure);
    }

    [Fact]
    public async Task Many_AreDecidedInOrder_OnOneSnapshot_WithOneLoadOfThePrincipal()
    {
        await using var world = new World(User("alice", "orders:GetOrder"));
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();

        ImmutableArray<IamDecision> decisions = await authorizer.AuthorizeManyAsync(
            Alice(),
            [new(GetOrder, Order), new(ActionName.Parse("orders:Refund"), Order), new(GetOrder, Arn.Any)]);

        Assert.Equal([true, false, true], decisions.Select(decision => decision.IsAllowed));
        Assert.Single(world.Store.Calls, "GetSnapshotAsync");
        Assert.Single(world.Store.Calls, "FindUserAsync");
    }

    [Fact]
    public async Task Anonymous_IsDecidedByTheResourcePolicyAlone()
    {
        string allow = """{"Effect":"Allow","Principal":"*","Action":"orders:GetOrder","Resource":"*"}""";
        await using var world = new World(new ResourcePolicy(Order, Document(allow, PolicyKind.Resource)));

        Assert.True((await world.AskAsync(IamPrincipal.Anonymous)).IsAllowed);
        Assert.False((await world.AskAsync(IamPrincipal.Anonymous, action: "orders:Refund")).IsAllowed);
    }

    private static IamRole Role(string name, string? allowed = null, string account = Home) => new()
    {
        Arn = RoleArn(name, account),
        TrustPolicy = Document(Trust, PolicyKind.RoleTrust),
        InlinePolicies = allowed is null ? [] : [new NamedPolicy("own", Allow(allowed))],
    };

    private static Organization Tree(PolicyDocument? serviceControl = null, PolicyDocument? resourceControl = null) =>
        new()
        {
            Id = "o-1",
            ManagementAccountId = Home,
            Root = new OrganizationalUnit
            {
                Id = "r-1",
                ServiceControlPolicies = serviceControl is null ? [] : [new NamedPolicy("scp", serviceControl)],
                ResourceControlPolicies = resourceControl is null ? [] : [new NamedPolicy("rcp", resourceControl)],
                Accounts =
                [
                    new OrganizationAccount { AccountId = Home },
                    new OrganizationAccount { AccountId = Other },
                ],
            },
        };
}
