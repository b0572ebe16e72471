using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>E9: large sets, where an index has something to leave out, answer as they do without it.</summary>
[Trait("Threat", "E9")]
public sealed class IndexTests
{
    private const long CountDefault = 40_000;

    [Fact]
    public Task LargeSets_WithAndWithoutIndex_AnswerTheSame() =>
        new WorldRun(CountDefault).HoldsAsync(Worlds.DrawLarge, Check);

    private static Func<Case, string?> Check(ApplicableDocuments documents)
    {
        var engine = new EngineWorld(documents);
        return world =>
        {
            AuthorizationRequest request = EngineWorld.RequestOf(world.Question, Caller.Of(world.Question));
            IamDecision with = IamEvaluator.Decide(request, engine.Indexed);
            IamDecision without = IamEvaluator.Decide(request, engine.Unindexed);
            return with.Outcome == without.Outcome && with.DecidedBy == without.DecidedBy
                ? null
                : $"Decision: {with.Outcome} by {with.DecidedBy}; "
                    + $"without index {without.Outcome} by {without.DecidedBy}.";
        };
    }
}
