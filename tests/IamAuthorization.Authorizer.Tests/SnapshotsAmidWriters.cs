using System.Collections.Immutable;
using System.Globalization;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>
/// C2: between any two steps of a request somebody changes everything that bears on it; all that the request is
/// answered is what one state says.
/// </summary>
[Trait("Threat", "C2")]
public sealed class SnapshotsAmidWriters
{
    private const int ScopesPerCase = 4;

    private static readonly string[] Actions = ["orders:GetOrder", "orders:ListOrders", "orders:Refund"];

    [Fact]
    public async Task C2_WriterBetweenAllSteps_EveryScope_IsAnsweredFromOneState() =>
        await RandomRuns.HoldAsync(60, TryAsync, worth: 20);

    /// <summary>Two states that differ in one entity, which alone decides.</summary>
    public static TheoryData<string> Entities =>
        ["user", "group", "managed policy", "boundary", "resource policy", "organization", "target role"];

    [Theory]
    [MemberData(nameof(Entities))]
    public async Task C2_WriterBetweenAllSteps_ChangesOneEntity_ScopeIsAnsweredFromOneState(string entity)
    {
        IamEntity[] first = StateOf(_ => true);
        IamEntity[] second = StateOf(one => one != entity);

        int written = await HoldAsync([first, second], mayWrite: () => true);

        Assert.NotEqual(await AnswersAsync(first), await AnswersAsync(second));
        Assert.InRange(written, 10, int.MaxValue);
    }

    private static async Task TryAsync(Random random)
    {
        IamEntity[][] states =
            [.. Enumerable.Range(0, 2).Select(_ => StateOf(_ => random.Next(5) > 0))];

        await HoldAsync(states, () => random.Next(2) == 0);
    }

    /// <summary>Holds what scopes are answered against the state that their revision has.</summary>
    /// <returns>How often somebody wrote amid a scope.</returns>
    private static async Task<int> HoldAsync(IamEntity[][] states, Func<bool> mayWrite)
    {
        string[] expected = [await AnswersAsync(states[0]), await AnswersAsync(states[1])];
        await using var world = new World(states[0]);
        int written = 0;
        long revision = 0;
        world.Store.Meanwhile = async _ =>
        {
            if (mayWrite())
            {
                // WHY a user beside: two states may be equal, and then a commit of them makes no revision.
                revision++;
                written++;
                IamEntity beside = User(string.Create(CultureInfo.InvariantCulture, $"beside{revision}"));
                await world.CommitAsync([.. states[revision % 2], beside]);
            }
        };
        for (int i = 0; i < ScopesPerCase; i++)
        {
            await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
            string answers = await AnswersAsync(scope);
            long decidedOn = scope.ServiceProvider.GetRequiredService<QuestionReader>().Revision!.Value;

            Assert.Equal(expected[decidedOn % 2], answers);
        }

        return written;
    }

    private static async Task<string> AnswersAsync(IamEntity[] state)
    {
        await using var world = new World(state);
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        return await AnswersAsync(scope);
    }

    /// <summary>Everything that alice may do, with what decided it: one by one, and all at once.</summary>
    private static async Task<string> AnswersAsync(AsyncServiceScope scope)
    {
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        IamPrincipal alice = IamPrincipal.User(UserArn("alice", Other));
        var answers = new List<IamDecision>();
        IamResource order = new(Arn.Parse($"arn:aws:orders::{Other}:order/1")) { OwnerAccountId = Other };
        foreach (string action in Actions)
        {
            answers.Add(await authorizer.AuthorizeAsync(alice, ActionName.Parse(action), order));
        }

        answers.Add(await authorizer.AuthorizeAsync(
            alice, ActionName.Parse("sts:AssumeRole"), RoleArn("Support", Other)));
        ImmutableArray<IamDecision> many = await authorizer.AuthorizeManyAsync(
            IamPrincipal.User(UserArn("alice", Other)),
            [.. Actions.Select(action => new IamQuestion(ActionName.Parse(action), order))]);
        return string.Join('\n', answers.Concat(many).Select(answer => answer.ToString()));
    }

    /// <summary>A state in which each entity allows or does not.</summary>
    private static IamEntity[] StateOf(Func<string, bool> allows)
    {
        var controlled = new NamedPolicy("scp", Document(
            Statement("Allow", allows("organization") ? "*" : "a:b"), PolicyKind.ServiceControl));
        return
        [
            new IamUser
            {
                Arn = UserArn("alice", Other),
                GroupNames = ["Sales"],
                AttachedPolicyArns = [PolicyArn("List", Other)],
                PermissionsBoundaryArn = PolicyArn("Boundary", Other),
                InlinePolicies = [new NamedPolicy("own", Allow(allows("user") ? "orders:GetOrder" : "a:b"))],
            },
            new IamGroup
            {
                Arn = IamArn.Group("aws", Other, "Sales"),
                InlinePolicies = [new NamedPolicy("group", Allow(allows("group") ? "orders:Refund" : "a:b"))],
            },
            Managed("List", allows("managed policy") ? "orders:ListOrders" : "a:b"),
            Managed("Boundary", allows("boundary") ? "*" : "a:b"),
            new ResourcePolicy(Arn.Parse($"arn:aws:orders::{Other}:order/1"), Document(
                $$"""
                {"Effect":"Deny","Principal":"*","Action":"{{(allows("resource policy") ? "a:b" : "orders:*")}}",
                 "Resource":"*"}
                """,
                PolicyKind.Resource)),
            new Organization
            {
                Id = "o-1",
                ManagementAccountId = Home,
                Root = new OrganizationalUnit
                {
                    Id = "r-1",
                    Accounts = [new OrganizationAccount { AccountId = Other, ServiceControlPolicies = [controlled] }],
                    ServiceControlPolicies = [controlled],
                },
            },
            new IamRole
            {
                Arn = RoleArn("Support", Other),
                TrustPolicy = Document(
                    $$"""
                    {"Effect":"{{(allows("target role") ? "Allow" : "Deny")}}",
                     "Principal":{"AWS":"{{UserArn("alice", Other)}}"},"Action":"sts:AssumeRole"}
                    """,
                    PolicyKind.RoleTrust),
            },
        ];
    }

    private static ManagedPolicy Managed(string name, string action) =>
        new() { Arn = PolicyArn(name, Other), Document = Allow(action) };
}
