using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IamAuthorization.Policies;

/// <summary>Policies of one type that count as one: any Deny denies, else any Allow allows. Immutable.</summary>
public sealed class PolicySet
{
    /// <summary>Sets of fewer statements are walked: that is faster than any index, and they need no memory for one.</summary>
    private const int IndexedStatements = 32;

    private readonly CompiledPolicy[] _policies;
    private readonly StatementIndex? _index;

    /// <summary>Puts policies together. Their order does not matter.</summary>
    /// <param name="policies">The policies.</param>
    public PolicySet(IEnumerable<CompiledPolicy> policies)
        : this(policies, isIndexed: true)
    {
    }

    private PolicySet(IEnumerable<CompiledPolicy> policies, bool isIndexed)
    {
        ArgumentNullException.ThrowIfNull(policies);
        _policies = [.. policies];
        if (isIndexed && _policies.Sum(policy => policy.StatementCount) >= IndexedStatements)
        {
            _index = new StatementIndex(_policies);
        }
    }

    /// <summary>The set without policies: it is there and allows nothing.</summary>
    public static PolicySet Empty { get; } = new([]);

    /// <summary>The policies.</summary>
    public ImmutableArray<CompiledPolicy> Policies => ImmutableCollectionsMarshal.AsImmutableArray(_policies);

    /// <summary>
    /// Every condition key that the policies name, in conditions and in variables, each once. What a question does not
    /// supply of them counts as absent.
    /// </summary>
    /// <returns>The keys.</returns>
    public IReadOnlySet<ConditionKey> ReferencedKeys() => _policies
        .SelectMany(policy => policy.Statements)
        .SelectMany(statement => statement.Keys)
        .ToHashSet();

    /// <summary>The same policies without an index: every statement is asked. For comparison with the index.</summary>
    internal static PolicySet Unindexed(IEnumerable<CompiledPolicy> policies) => new(policies, isIndexed: false);

    /// <summary>What the set says where principals are not asked; whether it denies.</summary>
    internal bool Judge(in EvaluationFrame frame, out SetResult result)
    {
        var collector = default(SetCollector);
        Collect(ref collector, in frame);
        result = collector.Result;
        RequireSameOfWalk(result, in frame);
        return result.IsDeny;
    }

    /// <summary>What the policy of a resource says to the caller; whether it denies.</summary>
    internal bool JudgeForCaller(in EvaluationFrame frame, out SetResult result)
    {
        var collector = default(CallerCollector);
        Collect(ref collector, in frame);
        result = collector.Result;
        return result.IsDeny;
    }

    private void Collect<TCollector>(ref TCollector collector, in EvaluationFrame frame)
        where TCollector : struct, IMatchCollector
    {
        if (_index is null || !_index.TryCollect(ref collector, in frame))
        {
            Walk(ref collector, in frame);
        }
    }

    private void Walk<TCollector>(ref TCollector collector, in EvaluationFrame frame)
        where TCollector : struct, IMatchCollector
    {
        ActionFacts action = frame.Action;
        foreach (CompiledPolicy policy in _policies)
        {
            if ((policy.Services & action.ServiceBit) != 0 && Walk(policy, ref collector, action, in frame))
            {
                return;
            }
        }
    }

    private static bool Walk<TCollector>(
        CompiledPolicy policy, ref TCollector collector, ActionFacts action, in EvaluationFrame frame)
        where TCollector : struct, IMatchCollector
    {
        for (int index = 0; index < policy.StatementCount; index++)
        {
            CompiledStatement statement = policy[index];
            bool isWanted = collector.WantsAllow || statement.IsDeny;
            if (isWanted
                && statement.MatchesAction(action)
                && statement.MatchesResource(in frame)
                && statement.MatchesConditions(in frame)
                && collector.Add(statement, in frame))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>E9: an index may only leave out what cannot match.</summary>
    [Conditional("DEBUG")]
    private void RequireSameOfWalk(SetResult result, in EvaluationFrame frame)
    {
        var collector = default(SetCollector);
        Walk(ref collector, in frame);
        Debug.Assert(
            collector.Result.IsDeny == result.IsDeny && collector.Result.IsAllow == result.IsAllow,
            "The index answers unlike the walk.");
    }
}
