namespace IamAuthorization.Policies;

/// <summary>
/// What is wanted of the statements whose action, resource and conditions match. Deny statements come first or not;
/// the collector says when it has seen enough.
/// </summary>
internal interface IMatchCollector
{
    /// <summary>Whether another Allow would still change anything; while not, they are not even tried.</summary>
    bool WantsAllow { get; }

    /// <summary>Whether no further statement changes anything.</summary>
    bool IsDone { get; }

    /// <summary>Takes a matching statement.</summary>
    void Add(CompiledPolicy policy, int index, bool isDeny, in EvaluationFrame frame);
}
