using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>Every kind of change acts on the next scope, and on no scope that has begun.</summary>
public sealed class ChangesTakeEffect
{
    private const string Denial = """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}""";

    public static TheoryData<string, PolicyType> Changes => new()
    {
        { "user", PolicyType.IdentityBased },
        { "group", PolicyType.IdentityBased },
        { "managed policy", PolicyType.IdentityBased },
        { "boundary", PolicyType.PermissionsBoundary },
        { "resource policy", PolicyType.ResourceBased },
        { "service control", PolicyType.ServiceControl },
        { "resource control", PolicyType.ResourceControl },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task C2_Change_IsSeenByTheNextScope_NotByTheRunningOne(string change, PolicyType decidedBy)
    {
        await using World world = OrdersWorld();
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamAuthorizer running = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        IamPrincipal caller = IamPrincipal.User(UserArn("u", Other));
        var resource = new IamResource(Order) { OwnerAccountId = Other };
        Assert.True((await running.AuthorizeAsync(caller, GetOrder, resource)).IsAllowed);
        Assert.True((await world.AskAsync(caller, resource)).IsAllowed);

        await world.CommitAsync(Changed(change));

        Assert.True((await running.AuthorizeAsync(caller, ActionName.Parse("orders:List"), resource)).IsAllowed);
        IamDecision next = await world.AskAsync(caller, resource);
        Assert.Equal((false, decidedBy), (next.IsAllowed, next.DecidedBy));
    }

    [Theory]
    [InlineData("policies", PolicyType.IdentityBased, "orders:GetOrder")]
    [InlineData("trust", PolicyType.RoleTrust, "sts:AssumeRole")]
    public async Task C2_ChangeOfARole_IsSeenByTheNextScope(string change, PolicyType decidedBy, string action)
    {
        IamRole role = Role();
        await using var world = new World(role);
        IamPrincipal caller = IamPrincipal.RoleSession(RoleArn("R"), "s");
        IamResource resource = action == "sts:AssumeRole" ? RoleArn("R") : Order;
        Assert.True((await world.AskAsync(caller, resource, action: action)).IsAllowed);

        await world.CommitAsync(change == "trust"
            ? role with
            {
                TrustPolicy = Document(
                    """{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}""", PolicyKind.RoleTrust),
            }
            : role with { InlinePolicies = [new NamedPolicy("p", Allow("b:*"))] });

        IamDecision next = await world.AskAsync(caller, resource, action: action);
        Assert.Equal((false, decidedBy), (next.IsAllowed, next.DecidedBy));
    }

    private static World OrdersWorld() => new(
        new IamUser
        {
            Arn = UserArn("u", Other),
            GroupNames = ["G"],
            AttachedPolicyArns = [PolicyArn("P", Other)],
            PermissionsBoundaryArn = PolicyArn("B", Other),
        },
        Group("a:*"),
        Managed("P", "orders:*"),
        Managed("B", "orders:*"),
        Tree("*", deniesResources: false));

    private static IamEntity Changed(string change) => change switch
    {
        "user" => new IamUser { Arn = UserArn("u", Other) },
        "group" => new IamGroup
        {
            Arn = IamArn.Group("aws", Other, "G"),
            InlinePolicies = [new NamedPolicy("g", Deny("*"))],
        },
        "managed policy" => Managed("P", "b:*"),
        "boundary" => Managed("B", "b:*"),
        "resource policy" => new ResourcePolicy(Order, Document(Denial, PolicyKind.Resource)),
        "service control" => Tree("b:*", deniesResources: false),
        _ => Tree("*", deniesResources: true),
    };

    private static IamGroup Group(string action) => new()
    {
        Arn = IamArn.Group("aws", Other, "G"),
        InlinePolicies = [new NamedPolicy("g", Allow(action))],
    };

    private static ManagedPolicy Managed(string name, string action) => new()
    {
        Arn = PolicyArn(name, Other),
        Document = Allow(action),
    };

    private static IamRole Role() => new()
    {
        Arn = RoleArn("R"),
        TrustPolicy = Document(
            """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/R"},"Action":"sts:AssumeRole"}""",
            PolicyKind.RoleTrust),
        InlinePolicies = [new NamedPolicy("p", Allow("*"))],
    };

    private static Organization Tree(string serviceControl, bool deniesResources)
    {
        ValueList<NamedPolicy> policies =
            [new NamedPolicy("scp", Document(Statement("Allow", serviceControl), PolicyKind.ServiceControl))];
        return new Organization
        {
            Id = "o-1",
            ManagementAccountId = Home,
            Root = new OrganizationalUnit
            {
                Id = "r-1",
                ServiceControlPolicies = policies,
                ResourceControlPolicies = deniesResources
                    ? [new NamedPolicy("rcp", Document(Denial, PolicyKind.ResourceControl))]
                    : [],
                Accounts =
                [
                    new OrganizationAccount { AccountId = Home, ServiceControlPolicies = policies },
                    new OrganizationAccount { AccountId = Other, ServiceControlPolicies = policies },
                ],
            },
        };
    }
}
