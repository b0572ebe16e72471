namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>
/// Whether a history can be explained by operations that each took effect at one instant between question and answer.
/// </summary>
/// <remarks>
/// The search of <see href="https://www.cs.cmu.edu/~wing/publications/WingGong93.pdf">Wing and Gong</see>: whatever
/// began before the earliest end of all that is left may have come next. With the memory of
/// <see href="https://www.cs.ox.ac.uk/people/gavin.lowe/LinearizabiltyTesting/">Lowe</see>: the same operations done
/// and the same state reached need no second search.
/// </remarks>
public static class Linearizability
{
    /// <summary>The longest history: each operation is one bit of a word.</summary>
    public const int OperationsMax = 64;

    public static bool Holds<TState, TOperation>(
        ISequentialModel<TState, TOperation> model, IReadOnlyList<Recorded<TOperation>> history)
        where TState : struct, IEquatable<TState>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(history);
        if (history.Count > OperationsMax)
        {
            throw new ArgumentException($"{history.Count} operations are too many: {OperationsMax}.", nameof(history));
        }

        return new Search<TState, TOperation>(model, history).Explains(done: 0, model.Initial);
    }

    /// <summary>
    /// The part of a history that cannot be explained: without any of the operations left out, which only read.
    /// </summary>
    public static IReadOnlyList<Recorded<TOperation>> Smallest<TState, TOperation>(
        ISequentialModel<TState, TOperation> model,
        IReadOnlyList<Recorded<TOperation>> history,
        Func<TOperation, bool> onlyReads)
        where TState : struct, IEquatable<TState>
    {
        List<Recorded<TOperation>> left = [.. history];
        foreach (Recorded<TOperation> one in history.Where(one => onlyReads(one.Operation)))
        {
            List<Recorded<TOperation>> without = [.. left.Where(other => other != one)];
            left = Holds(model, without) ? left : without;
        }

        return left;
    }

    private sealed class Search<TState, TOperation>(
        ISequentialModel<TState, TOperation> model, IReadOnlyList<Recorded<TOperation>> history)
        where TState : struct, IEquatable<TState>
    {
        private readonly HashSet<(ulong Done, TState State)> _seen = [];

        public bool Explains(ulong done, TState state)
        {
            long end = EarliestEnd(done);
            if (end == Recorded<TOperation>.Never)
            {
                return true;
            }

            for (int i = 0; i < history.Count; i++)
            {
                bool mayBeNext = !IsIn(done, i) && history[i].Invoked < end;
                if (mayBeNext
                    && model.TryStep(state, history[i].Operation, out TState next)
                    && _seen.Add((done | (1UL << i), next))
                    && Explains(done | (1UL << i), next))
                {
                    return true;
                }
            }

            return false;
        }

        private static bool IsIn(ulong done, int index) => (done & (1UL << index)) != 0;

        private long EarliestEnd(ulong done)
        {
            long end = Recorded<TOperation>.Never;
            for (int i = 0; i < history.Count; i++)
            {
                end = IsIn(done, i) ? end : Math.Min(end, history[i].Returned);
            }

            return end;
        }
    }
}
