using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IamAuthorization.Policies;

/// <summary>Policies of one type that count as one: any Deny denies, else any Allow allows. Immutable.</summary>
public sealed class PolicySet
{
    /// <summary>A set of at least so many statements has an index from the start.</summary>
    private const int IndexedStatements = 32;

    /// <summary>
    /// A smaller one is walked, and gets an index when it has been asked so often: there are many of them, and most
    /// are asked rarely.
    /// </summary>
    private const int IndexedWalks = 1_000;

    private readonly CompiledPolicy[] _policies;
    private StatementIndex? _index;
    private int _walks;

    /// <summary>Puts policies together. Their order does not matter.</summary>
    /// <param name="policies">The policies.</param>
    public PolicySet(IEnumerable<CompiledPolicy> policies)
        : this(policies, IndexedStatements)
    {
    }

    private PolicySet(IEnumerable<CompiledPolicy> policies, int indexedStatements)
    {
        ArgumentNullException.ThrowIfNull(policies);
        _policies = [.. policies];
        _walks = indexedStatements == int.MaxValue ? IndexedWalks : 0;
        if (_policies.Sum(policy => policy.StatementCount) >= indexedStatements)
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

    /// <summary>A set that never gets an index: every statement is asked. The index is compared with it.</summary>
    internal static PolicySet Unindexed(IEnumerable<CompiledPolicy> policies) => new(policies, int.MaxValue);

    /// <summary>A set that has an index from the start, however small it is.</summary>
    internal static PolicySet Indexed(IEnumerable<CompiledPolicy> policies) => new(policies, 0);

    /// <summary>What the set says where principals are not asked.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal SetResult Judge(in EvaluationFrame frame)
    {
        var collector = default(SetCollector);
        Collect(ref collector, in frame);
        RequireSameOfWalk(collector.Result, in frame);
        return collector.Result;
    }

    /// <summary>What the policy of a resource says to the caller.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal SetResult JudgeForCaller(in EvaluationFrame frame)
    {
        var collector = default(CallerCollector);
        Collect(ref collector, in frame);
        return collector.Result;
    }

    private void Collect<TCollector>(ref TCollector collector, in EvaluationFrame frame)
        where TCollector : struct, IMatchCollector
    {
        if (_index is null || !_index.TryCollect(ref collector, in frame))
        {
            Walk(ref collector, in frame);
            CountWalk();
        }
    }

    // WHY: without interlocking. A walk that is not counted, or an index that two threads make, changes no answer.
    private void CountWalk()
    {
        if (_walks < IndexedWalks && ++_walks == IndexedWalks && _index is null)
        {
            Volatile.Write(ref _index, new StatementIndex(_policies));
        }
    }

    private void Walk<TCollector>(ref TCollector collector, in EvaluationFrame frame)
        where TCollector : struct, IMatchCollector
    {
        ActionFacts action = frame.Action;
        foreach (CompiledPolicy policy in _policies)
        {
            if ((policy.Services & action.ServiceBit) != 0)
            {
                policy.Collect(ref collector, in frame);
                if (collector.IsDone)
                {
                    return;
                }
            }
        }
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
