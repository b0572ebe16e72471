using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>
/// Whom the organization's policies limit. Home is the management account, Other a member, Outside in no organization.
/// </summary>
public sealed class ScopeOfControlPolicies
{
    private const string Outside = "777788889999";
    private const string Everybody = """{"Effect":"Allow","Principal":"*","Action":"orders:*","Resource":"*"}""";

    public static TheoryData<string, string, string, bool> ServiceControl => new()
    {
        { "user", Home, Home, false },
        { "user", Home, Other, false },
        { "user", Other, Other, true },
        { "user", Other, Home, true },
        { "user", Outside, Other, false },
        { "role", Home, Home, false },
        { "role", Other, Other, true },
        { "role", Other, Outside, true },
        { "service-linked role", Other, Other, false },
        { "service-linked role", Other, Home, false },
        { "root", Home, Home, false },
        { "root", Other, Other, true },
        { "root", Outside, Outside, false },
        { "federated user", Other, Other, true },
        { "service", "", Other, false },
        { "anonymous", "", Other, false },
    };

    [Theory]
    [MemberData(nameof(ServiceControl))]
    public async Task EV22_EV23_ServiceControl_LimitsPrincipalsOfMembers(
        string kind, string account, string owner, bool isLimited)
    {
        await using World world = WorldWith(new OrganizationalUnit
        {
            Id = "r-1",
            ServiceControlPolicies =
                [new NamedPolicy("scp", Document(Statement("Allow", "other:*"), PolicyKind.ServiceControl))],
        });

        IamDecision decision = await AskAsync(world, kind, account, owner);

        Assert.Equal(!isLimited, decision.IsAllowed);
        Assert.Equal(isLimited, decision.DecidedBy == PolicyType.ServiceControl);
    }

    public static TheoryData<string, string, string, bool> ResourceControl => new()
    {
        { "user", Home, Home, false },
        { "user", Home, Other, true },
        { "user", Other, Other, true },
        { "user", Other, Home, false },
        { "user", Other, Outside, false },
        { "user", Outside, Other, true },
        { "role", Other, Other, true },
        { "service-linked role", Other, Other, false },
        { "service-linked role", Home, Other, false },
        { "root", Other, Other, true },
        { "root", Home, Home, false },
        { "service", "", Other, true },
        { "service", "", Home, false },
        { "anonymous", "", Other, true },
        { "anonymous", "", Home, false },
    };

    [Theory]
    [MemberData(nameof(ResourceControl))]
    public async Task EV16_EV24_ResourceControl_LimitsResourcesOfMembers_WhoeverCalls(
        string kind, string account, string owner, bool isLimited)
    {
        string deny = """{"Effect":"Deny","Principal":"*","Action":"orders:*","Resource":"*"}""";
        await using World world = WorldWith(new OrganizationalUnit
        {
            Id = "r-1",
            ResourceControlPolicies = [new NamedPolicy("rcp", Document(deny, PolicyKind.ResourceControl))],
        });

        IamDecision decision = await AskAsync(world, kind, account, owner);

        Assert.Equal(!isLimited, decision.IsAllowed);
        Assert.Equal(isLimited, decision.DecidedBy == PolicyType.ResourceControl);
    }

    private static World WorldWith(OrganizationalUnit root) => new(
    [
        new IamAccount(Outside),
        .. new[] { Home, Other, Outside }.SelectMany(PrincipalsOf),
        new ResourcePolicy(Order, Document(Everybody, PolicyKind.Resource)),
        new Organization
        {
            Id = "o-1",
            ManagementAccountId = Home,
            Root = root with
            {
                Accounts =
                [
                    new OrganizationAccount
                    {
                        AccountId = Home,
                        ServiceControlPolicies = root.ServiceControlPolicies,
                    },
                    new OrganizationAccount
                    {
                        AccountId = Other,
                        ServiceControlPolicies = root.ServiceControlPolicies,
                    },
                ],
            },
        },
    ]);

    private static IEnumerable<IamEntity> PrincipalsOf(string account)
    {
        ValueList<NamedPolicy> policies = [new NamedPolicy("p", Allow("orders:*"))];
        string trust = """{"Effect":"Allow","Principal":{"Service":"orders.example.com"},"Action":"sts:AssumeRole"}""";
        yield return new IamUser { Arn = UserArn("u", account), InlinePolicies = policies };
        foreach (Arn arn in new[] { RoleArn("R", account), LinkedRoleArn(account) })
        {
            yield return new IamRole
            {
                Arn = arn,
                TrustPolicy = Document(trust, PolicyKind.RoleTrust),
                InlinePolicies = policies,
            };
        }
    }

    private static Arn LinkedRoleArn(string account) =>
        IamArn.Role("aws", account, "Linked", "/aws-service-role/orders.example.com/");

    private static ValueTask<IamDecision> AskAsync(World world, string kind, string account, string owner)
    {
        var session = new IamSession { Policies = [Allow("orders:*")] };
        IamPrincipal caller = kind switch
        {
            "user" => IamPrincipal.User(UserArn("u", account)),
            "role" => IamPrincipal.RoleSession(RoleArn("R", account), "s"),
            "service-linked role" => IamPrincipal.RoleSession(LinkedRoleArn(account), "s"),
            "root" => IamPrincipal.Root(account),
            "federated user" => IamPrincipal.FederatedUser(
                Arn.Parse($"arn:aws:sts::{account}:federated-user/f"), UserArn("u", account), session: session),
            "service" => IamPrincipal.Service("events.example.com"),
            _ => IamPrincipal.Anonymous,
        };
        return world.AskAsync(caller, new IamResource(Order) { OwnerAccountId = owner });
    }
}
