using IamAuthorization.Policies.Tests.Threats;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>The engine and the naive decision agree on every random world, on the answer and on who gave it.</summary>
[Trait("Threat", "E8")]
public sealed class NaiveDecisionTests
{
    [Fact]
    public void RandomWorld_EngineAndNaiveDecision_Agree() => Fuzz.Holds(
        RandomWorld.Any,
        static world =>
        {
            (DecisionOutcome Outcome, PolicyType By) naive = NaiveDecision.Of(world);
            IamDecision decision = world.ToWorld().Decide();
            return naive.Outcome == decision.Outcome && (decision.IsAllowed || naive.By == decision.DecidedBy);
        });
}
