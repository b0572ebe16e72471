using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

public sealed class FreshnessAndKeys
{
    private const string TeamsOrders =
        """{"Effect":"Allow","Action":"orders:*","Resource":"arn:aws:orders:*:*:${aws:ResourceTag/team}/*"}""";

    private static readonly string[] Names = ["alice", "bob", "carol"];

    [Fact]
    [Trait("Threat", "C2")]
    public async Task C2_Scope_SeesOneSnapshot_AndTheNextScopeTheNewest()
    {
        await using var world = new World(User("alice", "orders:*"));
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        IamPrincipal alice = Alice();
        Assert.True((await authorizer.AuthorizeAsync(alice, GetOrder, Order)).IsAllowed);

        await world.CommitAsync(User("alice"));

        Assert.True((await authorizer.AuthorizeAsync(alice, ActionName.Parse("orders:Refund"), Order)).IsAllowed);
        Assert.False((await world.AskAsync(Alice())).IsAllowed);
    }

    [Fact]
    [Trait("Threat", "C2")]
    public async Task C2_LoadOfAnOlderSnapshot_IsNotServedToANewerOne()
    {
        await using var world = new World(User("alice", "orders:*"), User("bob", "orders:*"));
        await using AsyncServiceScope older = world.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = older.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        await authorizer.AuthorizeAsync(IamPrincipal.User(UserArn("bob")), GetOrder, Order);
        await world.CommitAsync(User("alice"));

        Assert.True((await authorizer.AuthorizeAsync(Alice(), GetOrder, Order)).IsAllowed);
        Assert.False((await world.AskAsync(Alice())).IsAllowed);
        Assert.True((await authorizer.AuthorizeAsync(Alice(), GetOrder, Order)).IsAllowed);
    }

    [Fact]
    [Trait("Threat", "C2")]
    public async Task C2_ScopeThatIsToldARevision_DecidesOnNothingOlder()
    {
        await using var world = new World(User("alice", "orders:*"));
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        IamPrincipal alice = Alice();
        Assert.True((await authorizer.AuthorizeAsync(alice, GetOrder, Order)).IsAllowed);
        await world.CommitAsync(User("alice"));

        await authorizer.RequireRevisionAsync(0);
        Assert.True((await authorizer.AuthorizeAsync(alice, GetOrder, Order)).IsAllowed);

        await authorizer.RequireRevisionAsync(1);
        Assert.False((await authorizer.AuthorizeAsync(alice, GetOrder, Order)).IsAllowed);
    }

    [Fact]
    [Trait("Threat", "C2")]
    public async Task C2_RevisionThatTheStoreDoesNotHave_IsDenied_UntilItHas()
    {
        await using var world = new World(User("alice", "orders:*"));
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        IamPrincipal alice = Alice();

        await authorizer.RequireRevisionAsync(1);
        IamDecision early = await authorizer.AuthorizeAsync(alice, GetOrder, Order);
        await world.CommitAsync(User("bob"));

        Assert.False(early.IsAllowed);
        Assert.Contains("the store of policies failed", early.Failure, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await authorizer.RequireRevisionAsync(-1));
        await using AsyncServiceScope later = world.Services.CreateAsyncScope();
        IIamAuthorizer next = later.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        await next.RequireRevisionAsync(1);
        Assert.True((await next.AuthorizeAsync(alice, GetOrder, Order)).IsAllowed);
    }

    [Fact]
    public async Task DenialFromBeforeTheRevision_CanStillBeRecordedWithItsInputs()
    {
        await using var world = new World(User("alice"));
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        IamDecision denial = await authorizer.AuthorizeAsync(Alice(), GetOrder, Order);
        await world.CommitAsync(User("bob"));

        await authorizer.RequireRevisionAsync(1);
        IamDecisionRecord record = scope.ServiceProvider.GetRequiredService<IIamDecisionRecorder>().Record(denial);

        Assert.NotNull(record.Explain());
        Assert.Equal(0, record.Revision);
    }

    public static TheoryData<string, bool> Changes => new()
    {
        { "user alice", true },
        { "group Sales", true },
        { "policy OfGroup", true },
        { "policy Boundary", true },
        { "user bob", false },
        { "group Others", false },
        { "policy Unrelated", false },
        { "organization", false },
        { "resource policy", false },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Change_EvictsExactlyWhatItTouches(string change, bool evictsAlice)
    {
        await using var world = new World(
            User("alice", "orders:GetOrder") with
            {
                GroupNames = ["Sales"],
                PermissionsBoundaryArn = PolicyArn("Boundary"),
            },
            User("bob"),
            Group("Sales", PolicyArn("OfGroup")),
            Group("Others"),
            Managed("OfGroup", "a:*"),
            Managed("Boundary", "orders:*"),
            Managed("Unrelated", "a:*"));
        await world.AskAsync(Alice());
        IamEntity changed = change switch
        {
            "user alice" => User("alice", "orders:Refund"),
            "group Sales" => Group("Sales"),
            "policy OfGroup" => Managed("OfGroup", "b:*"),
            "policy Boundary" => Managed("Boundary", "b:*"),
            "user bob" => User("bob", "b:*"),
            "group Others" => Group("Others", PolicyArn("Unrelated")),
            "policy Unrelated" => Managed("Unrelated", "b:*"),
            "organization" => new Organization
            {
                Id = "o-1",
                ManagementAccountId = Home,
                Root = new OrganizationalUnit { Id = "r-1" },
            },
            _ => new ResourcePolicy(Order, Document(
                """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}""", PolicyKind.Resource)),
        };
        world.Store.Forget();

        await world.CommitAsync(changed);
        await world.AskAsync(Alice());

        Assert.Equal(evictsAlice ? 1 : 0, world.Store.Calls.Count(call => call == "FindUserAsync"));
    }

    [Fact]
    public async Task DeletedUser_IsNobodyAtOnce()
    {
        await using var world = new World(User("alice", "*"));
        Assert.True((await world.AskAsync(Alice())).IsAllowed);

        await world.DeleteAsync(IamEntityKey.User(Home, "alice"));

        Assert.Equal("there is no such principal", (await world.AskAsync(Alice())).Failure);
    }

    [Fact]
    public async Task PrincipalsWithEqualPolicies_ShareOneSet()
    {
        await using var world = new World(User("alice", "orders:*"), User("bob", "orders:*"), User("carol", "a:*"));
        PolicyLoader loader = world.Services.GetRequiredService<PolicyLoader>();
        IIamSnapshot snapshot = await world.Store.GetSnapshotAsync(CancellationToken.None);

        CallerPolicies[] found =
        [
            .. await Task.WhenAll(Names.Select(async name =>
                (await loader.FindUserAsync(snapshot, UserArn(name), CancellationToken.None))!)),
        ];

        Assert.Same(found[0].Identity, found[1].Identity);
        Assert.NotSame(found[0].Identity, found[2].Identity);
    }

    [Fact]
    public async Task Cache_NeverHoldsMoreThanItsLimit()
    {
        await using World world = new World(
            [.. Enumerable.Range(0, 20).Select(number => User($"u{number}", "orders:*"))])
            .With(options => options.CachedPrincipalsMax = 5);

        for (int number = 0; number < 20; number++)
        {
            Assert.True((await world.AskAsync(IamPrincipal.User(UserArn($"u{number}")))).IsAllowed);
        }

        Assert.InRange(world.Services.GetRequiredService<RevisionedCache>().Count, 0, 5);
    }

    /// <summary>C1: each row is allowed; the change of the one thing it names must change the answer.</summary>
    public static TheoryData<string, string> Conditions => new()
    {
        { """{"StringEquals":{"orders:Region":"eu"}}""", "context" },
        { """{"StringEquals":{"aws:ResourceTag/team":"red"}}""", "tags" },
        { """{"StringEquals":{"aws:ResourceAccount":"111122223333"}}""", "owner" },
        { """{"StringEquals":{"aws:PrincipalTag/team":"red"}}""", "session tags" },
        { """{"Bool":{"aws:MultiFactorAuthPresent":"true"}}""", "mfa" },
        { """{"StringEquals":{"aws:SourceIdentity":"me"}}""", "source identity" },
        { """{"StringEquals":{"aws:username":"alice"}}""", "principal" },
        { """{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/alice"}}""", "principal" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    [Trait("Threat", "C1")]
    public async Task C1_ChangeOfOneInput_IsNeverAnsweredFromTheOther(string condition, string changed)
    {
        NamedPolicy policy = new("p", AllowIf(condition));
        await using var world = new World(
            User("alice") with { InlinePolicies = [policy] }, User("bob") with { InlinePolicies = [policy] });
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        IamPrincipal alice = Alice(Session());
        IamPrincipal other = changed switch
        {
            "session tags" => Alice(Session(team: "blue")),
            "mfa" => Alice(Session(hasMfa: false)),
            "source identity" => Alice(Session(source: "you")),
            "principal" => IamPrincipal.User(UserArn("bob"), session: Session()),
            _ => alice,
        };
        IamResource resource = Resource("red", Home);
        IamResource otherResource = changed switch
        {
            "tags" => Resource("blue", Home),
            "owner" => Resource("red", Other),
            _ => resource,
        };
        RequestContext context = Context(("orders:Region", "eu"));
        RequestContext otherContext = changed == "context" ? Context(("orders:Region", "us")) : context;

        Assert.True((await authorizer.AuthorizeAsync(alice, GetOrder, resource, context)).IsAllowed);
        Assert.False((await authorizer.AuthorizeAsync(other, GetOrder, otherResource, otherContext)).IsAllowed);
        Assert.False((await world.AskAsync(other, otherResource, otherContext)).IsAllowed);
        Assert.True((await world.AskAsync(alice, resource, context)).IsAllowed);
    }

    [Fact]
    public async Task SameQuestion_OfOneScope_IsDecidedOnce()
    {
        await using var world = new World(User("alice", "orders:*"));
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        IamPrincipal alice = Alice();
        await authorizer.AuthorizeAsync(alice, GetOrder, Order);
        int calls = world.Store.Calls.Count;

        await authorizer.AuthorizeAsync(alice, GetOrder, Order);

        Assert.Equal(calls, world.Store.Calls.Count);
    }

    [Fact]
    public async Task Tags_AreAskedFor_OnlyWhenAPolicyReadsThem_AndOnceForEachArn()
    {
        Tags tags = Tags.Of(("team", "red"));
        await using World world = new World(
            User("alice", "orders:Refund"),
            User("bob") with
            {
                InlinePolicies = [new NamedPolicy("p", Identity(TeamsOrders))],
            })
            .With<IIamResourceTags>(tags);
        await world.AskAsync(Alice());
        Assert.Equal(0, tags.Calls);
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        IamPrincipal bob = IamPrincipal.User(UserArn("bob"));
        Arn red = Arn.Parse($"arn:aws:orders::{Home}:red/1");

        Assert.True((await authorizer.AuthorizeAsync(bob, GetOrder, red)).IsAllowed);
        Assert.True((await authorizer.AuthorizeAsync(bob, ActionName.Parse("orders:Refund"), red)).IsAllowed);

        Assert.Equal(1, tags.Calls);
    }

    [Fact]
    public async Task ProvidedResourcePolicies_ApplyBesideTheStores()
    {
        string deny = """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}""";
        var policies = new Policies(_ => new(Document(deny, PolicyKind.Resource)));
        await using World world = new World(User("alice", "*")).With<IIamResourcePolicies>(policies);

        Assert.Equal(PolicyType.ResourceBased, (await world.AskAsync(Alice())).DecidedBy);
        Assert.Equal(1, policies.Calls);
    }

    [Fact]
    public async Task C40_TagsThatDifferInCase_AreAConflict()
    {
        NamedPolicy policy = new("p", AllowIf("""{"StringEquals":{"aws:ResourceTag/team":["red","blue"]}}"""));
        await using World world = new World(User("alice") with { InlinePolicies = [policy] })
            .With<IIamResourceTags>(Tags.Of(("team", "red"), ("TEAM", "blue")));

        Assert.False((await world.AskAsync(Alice())).IsAllowed);
    }

    public static TheoryData<string, bool> SuppliedKeys => new()
    {
        { """{"StringEquals":{"aws:PrincipalType":"User"}}""", true },
        { """{"StringEquals":{"aws:userid":"AIDAEXAMPLEEXAMPLE123"}}""", true },
        { """{"StringEquals":{"aws:PrincipalTag/Dept":"sales"}}""", true },
        { """{"StringEquals":{"aws:PrincipalTag/team":"session"}}""", true },
        { """{"Bool":{"aws:PrincipalIsAWSService":"false"}}""", true },
        { """{"Bool":{"aws:MultiFactorAuthPresent":"true"}}""", true },
        { """{"NumericEquals":{"aws:MultiFactorAuthAge":"60"}}""", true },
        { """{"DateEquals":{"aws:TokenIssueTime":"2026-03-01T11:00:00Z"}}""", true },
        { """{"DateEquals":{"aws:CurrentTime":"2026-03-01T12:00:00Z"}}""", true },
        { """{"NumericEquals":{"aws:EpochTime":"1772366400"}}""", true },
        { """{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}""", true },
        { """{"ForAnyValue:StringEquals":{"aws:PrincipalOrgPaths":"o-1/r-1/"}}""", true },
        { """{"StringEquals":{"aws:ResourceOrgID":"o-1"}}""", true },
        { """{"StringEquals":{"aws:FederatedProvider":"idp"}}""", true },
        { """{"Null":{"aws:PrincipalServiceName":"true"}}""", true },
        { """{"StringEquals":{"aws:PrincipalServiceName":"forged.example.com"}}""", false },
        { """{"StringEquals":{"aws:SourceIdentity":"forged"}}""", false },
        { """{"Null":{"iam:ResourceTag/team":"false"}}""", false },
    };

    [Theory]
    [MemberData(nameof(SuppliedKeys))]
    public async Task C43_C44_Key_IsTheAuthorizers_AndCorrectOrAbsent(string condition, bool isAllowed)
    {
        await using var world = new World(
            User("alice") with
            {
                UniqueId = "AIDAEXAMPLEEXAMPLE123",
                Tags = [new IamTag("dept", "sales"), new IamTag("team", "stored")],
                InlinePolicies = [new NamedPolicy("p", AllowIf(condition))],
            },
            new Organization
            {
                Id = "o-1",
                ManagementAccountId = Home,
                Root = new OrganizationalUnit { Id = "r-1", Accounts = [new OrganizationAccount { AccountId = Home }] },
            });
        DateTimeOffset now = world.Clock.GetUtcNow();
        var session = new IamSession
        {
            IssuedAt = now.AddHours(-1),
            HasMultiFactorAuth = true,
            MultiFactorAuthAt = now.AddMinutes(-1),
            FederatedProvider = "idp",
            Tags = ImmutableDictionary<string, string>.Empty.Add("Team", "session"),
        };

        IamDecision decision = await world.AskAsync(Alice(session), context: Context(
            ("aws:PrincipalServiceName", "forged.example.com"),
            ("aws:SourceIdentity", "forged"),
            ("iam:ResourceTag/team", "forged")));

        Assert.Equal(isAllowed, decision.IsAllowed);
    }

    private static IamSession Session(string team = "red", bool hasMfa = true, string source = "me") => new()
    {
        HasMultiFactorAuth = hasMfa,
        SourceIdentity = source,
        Tags = ImmutableDictionary<string, string>.Empty.Add("team", team),
    };

    private static IamResource Resource(string team, string owner) => new(Order)
    {
        OwnerAccountId = owner,
        Tags = ImmutableDictionary<string, string>.Empty.Add("team", team),
    };

    private static IamGroup Group(string name, params Arn[] attached) => new()
    {
        Arn = IamArn.Group("aws", Home, name),
        AttachedPolicyArns = [.. attached],
    };

    private static ManagedPolicy Managed(string name, string action) => new()
    {
        Arn = PolicyArn(name),
        Document = Allow(action),
    };
}
