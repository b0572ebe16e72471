namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>What operations do and answer when they come one after the other.</summary>
/// <typeparam name="TState">The state, compared by value.</typeparam>
/// <typeparam name="TOperation">An operation with its answer.</typeparam>
public interface ISequentialModel<TState, TOperation>
    where TState : struct, IEquatable<TState>
{
    TState Initial { get; }

    /// <summary>Whether an operation may answer in a state what it did.</summary>
    bool TryStep(TState state, TOperation operation, out TState next);
}
