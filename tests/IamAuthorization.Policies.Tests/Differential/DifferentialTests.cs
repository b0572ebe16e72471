using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>
/// E8: the engine and the executable specification agree on every random world: on the answer, on the type of policy
/// and the statement that decide, on every statement that matches; with an index and without; decided and explained.
/// </summary>
public sealed class DifferentialTests
{
    /// <summary>The worlds of a plain test run. A world is one question under its documents.</summary>
    private const long CountDefault = 200_000;

    [Fact]
    [Trait("Threat", "E8")]
    [Trait("Threat", "E9")]
    public Task RandomWorlds_EngineAndReference_Agree() =>
        new WorldRun(CountDefault).HoldsAsync(Worlds.Draw, Check);

    private static Func<Case, string?> Check(ApplicableDocuments documents)
    {
        Comparison comparison;
        try
        {
            comparison = Comparison.Of(documents)
                ?? throw new DifferenceException("Malformed: both readers refuse the documents of a world.");
        }
        catch (DifferenceException difference)
        {
            return _ => difference.Message;
        }

        return world => comparison.Difference(world.Question, comparison.Expected(world.Question));
    }
}
