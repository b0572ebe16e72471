using System.Collections.Immutable;
using CsCheck;
using IamAuthorization.Policies.Tests.Threats;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>Evaluation.md §10: the ten properties, held against random small worlds.</summary>
[Trait("Threat", "E8")]
public sealed class DecisionPropertyTests
{
    [Fact]
    public void Property01_AddedDeny_NeverTurnsDenyIntoAllow() => Fuzz.Holds(
        Gen.Select(RandomWorld.Any, RandomWorld.AnyStatement(withPrincipal: true, allowsToo: false)),
        static sample =>
        {
            (RandomWorld world, Statement deny) = sample;
            Statement plain = deny.ForNobody();
            return world.IsAllowed()
                || (!(world with { Identity = world.Identity.Add(plain) }).IsAllowed()
                    && !(world with { ResourcePolicy = (world.ResourcePolicy ?? []).Add(deny) }).IsAllowed()
                    && !(world with { Boundary = world.Boundary?.Add(plain) }).IsAllowed()
                    && !(world with { Session = world.Session?.Add(plain) }).IsAllowed()
                    && !(world with { Scps = [.. world.Scps.Select(level => level.Add(plain))] }).IsAllowed());
        });

    [Fact]
    public void Property02_AddedAllow_NeverTurnsAllowIntoDeny() => Fuzz.Holds(
        Gen.Select(RandomWorld.Any, RandomWorld.AnyStatement(withPrincipal: true)),
        static sample =>
        {
            (RandomWorld world, Statement some) = sample;
            Statement allow = some with { Effect = PolicyEffect.Allow };
            return !world.IsAllowed()
                || ((world with { Identity = world.Identity.Add(allow.ForNobody()) }).IsAllowed()
                    && (world with { ResourcePolicy = (world.ResourcePolicy ?? []).Add(allow) }).IsAllowed());
        });

    [Fact]
    public void Property03_AddedLimit_NeverTurnsDenyIntoAllow() => Fuzz.Holds(
        Gen.Select(RandomWorld.Any, RandomWorld.AnyStatement(withPrincipal: false)),
        static sample =>
        {
            (RandomWorld world, Statement statement) = sample;
            ImmutableArray<Statement> limit = [statement];
            Statement deny = RandomWorld.AsRcp(statement);
            bool mayHaveSession = string.Equals(world.Caller, "session", StringComparison.Ordinal);
            return world.IsAllowed()
                || ((world.Boundary is not null || !(world with { Boundary = limit }).IsAllowed())
                    && (world.Session is not null || !mayHaveSession || !(world with { Session = limit }).IsAllowed())
                    && !(world with { Scps = world.Scps.Add(limit) }).IsAllowed()
                    && !(world with { Rcp = (world.Rcp ?? []).Add(deny) }).IsAllowed());
        });

    [Fact]
    public void Property04_RemovedLimit_NeverTurnsAllowIntoDeny() => Fuzz.Holds(
        RandomWorld.Any,
        static world => !world.IsAllowed()
            || ((world with { Boundary = null }).IsAllowed()
                && (world with { Scps = [] }).IsAllowed()
                && (world with { Rcp = null }).IsAllowed()));

    [Fact]
    public void Property05_OrderAndCase_DoNotMatter() => Fuzz.Holds(
        RandomWorld.Any,
        static world =>
        {
            DecisionOutcome outcome = world.Decide();
            RandomWorld reversed = world.Map(statements => [.. statements.Reverse()]);
            RandomWorld shouted = world.Map(statements => [.. statements.Select(Shouted)]);
            return reversed.Decide() == outcome
                && (reversed with { Scps = [.. reversed.Scps.Reverse()] }).Decide() == outcome
                && (shouted with { Action = world.Action.ToUpperInvariant() }).Decide() == outcome;
        });

    [Fact]
    public void Property06_List_IsAsManyStatements() => Fuzz.Holds(
        Gen.Select(
            RandomWorld.Any,
            RandomWorld.AnyStatement(withPrincipal: false),
            RandomWorld.AnyStatement(withPrincipal: false)),
        static sample =>
        {
            (RandomWorld world, Statement first, Statement other) = sample;
            first = first with { IsNotAction = false, IsNotResource = false };
            ImmutableArray<string> actions = [.. first.Actions, .. other.Actions];
            ImmutableArray<string> resources = [.. first.Resources!.Value, .. other.Resources!.Value];
            return Same(world, first with { Actions = actions }, first, first with { Actions = other.Actions })
                && Same(world, first with { Resources = resources }, first, first with { Resources = other.Resources })
                && Same(
                    world,
                    Plain(first).When("StringEquals", "app:v", "x", "y"),
                    Plain(first).When("StringEquals", "app:v", "x"),
                    Plain(first).When("StringEquals", "app:v", "y"));
        });

    [Fact]
    public void Property07_NotAction_IsTheOppositeOfAction() => Fuzz.Holds(
        Gen.Select(RandomWorld.Any, RandomWorld.AnyStatement(withPrincipal: false)),
        static sample =>
        {
            (RandomWorld world, Statement statement) = sample;
            World question = world.QuestionOfUser();
            Statement plain = Plain(statement) with { IsNotAction = false, IsNotResource = false };
            bool isOppositeAction = question.Identity(plain with { Resources = ["*"] }).IsAllowed()
                != question.Identity(plain with { Resources = ["*"], IsNotAction = true }).IsAllowed();
            bool isOppositeResource = question.Identity(plain with { Actions = ["*"] }).IsAllowed()
                != question.Identity(plain with { Actions = ["*"], IsNotResource = true }).IsAllowed();
            return isOppositeAction && isOppositeResource;
        });

    [Fact]
    public void Property08_Allowed_SomeAllowMatchedOrCallerIsRootAtHome() => Fuzz.Holds(
        RandomWorld.Any,
        static world =>
        {
            Explanation explanation = world.ToWorld().Explain();
            bool isRootAtHome = string.Equals(world.Caller, "root", StringComparison.Ordinal)
                && string.Equals(world.Owner, Names.Here, StringComparison.Ordinal);
            return explanation.Decision.Outcome == world.Decide()
                && (!explanation.Decision.IsAllowed
                    || isRootAtHome
                    || explanation.MatchedStatements.Any(statement => statement.Effect == PolicyEffect.Allow));
        });

    [Fact]
    public void Property09_SameInputs_SameDecision() => Fuzz.Holds(
        RandomWorld.Any,
        static world =>
        {
            IamDecision first = world.ToWorld().Decide();
            IamDecision second = world.ToWorld().Decide();
            return first.Outcome == second.Outcome
                && first.DecidedBy == second.DecidedBy
                && string.Equals(first.Message, second.Message, StringComparison.Ordinal)
                && first.Statement == second.Statement;
        });

    [Fact]
    public void Property10_UnparseablePolicy_IsNoPolicyAtAll() => Fuzz.Holds(
        Gen.Select(RandomWorld.Any, Gen.Int[0, 200], Gen.OneOf("}", "\"", ",", "{", "[", "x")),
        static sample =>
        {
            (RandomWorld world, int at, string insert) = sample;
            string text = World.Text([Statement.Silent, .. world.Identity]);
            string broken = text.Insert(Math.Min(at, text.Length), insert);
            PolicyReadResult result = PolicyReader.Read(
                broken, PolicyKind.Managed, new PolicyReadOptions { Gate = PolicyGate.Stored });
            return result.Document is null != (result.Error is null);
        });

    [Fact]
    public void Worlds_AreMixed()
    {
        var outcomes = new HashSet<DecisionOutcome>();
        Fuzz.Holds(RandomWorld.Any, world => outcomes.Add(world.Decide()) || outcomes.Count > 0, countMin: 2_000);

        Assert.Equal(3, outcomes.Count);
    }

    private static bool Same(RandomWorld world, Statement one, Statement left, Statement right) =>
        (world with { Identity = world.Identity.Add(one) }).Decide()
        == (world with { Identity = [.. world.Identity, left, right] }).Decide();

    private static Statement Plain(Statement statement) => statement with { Effect = PolicyEffect.Allow, Tests = [] };

    private static Statement Shouted(Statement statement) => statement with
    {
        Actions = [.. statement.Actions.Select(action => action.ToUpperInvariant())],
        Tests = [.. statement.Tests.Select(test => test with { Key = test.Key.ToUpperInvariant() })],
    };
}
