namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>A recorded history and what was promised of it.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Nodes that know of each commit at once: everything that all clients did is linearizable.</item>
/// <item>Others, each node: what was done there is linearizable, if the commits of other nodes may take effect there
/// late, in their order, and no later than the staleness that is allowed. So a node never goes back.</item>
/// <item>Others, each node: the commits of all and the questions asked there with the newest revision known are
/// linearizable, with no commit late.</item>
/// </list>
/// </remarks>
/// <param name="initial">The state before.</param>
/// <param name="operations">What was done, with the revisions made.</param>
/// <param name="nodesApart">How many nodes there are that may be behind; null when none may.</param>
/// <param name="deadlineOf">From when on every node knows of an operation; null for never.</param>
public sealed class AccountHistory(
    AccountState initial,
    IReadOnlyList<Recorded<AccountOperation>> operations,
    int? nodesApart = null,
    Func<int, long>? deadlineOf = null)
{
    public IReadOnlyList<Recorded<AccountOperation>> Operations => operations;

    /// <summary>A promise that was not kept, with the operations that show it; null when all were.</summary>
    public string? FindViolation()
    {
        var model = new AccountModel(initial);
        foreach ((string promise, IReadOnlyList<Recorded<AccountOperation>> part) in Promises())
        {
            if (!Linearizability.Holds(model, part))
            {
                IEnumerable<Recorded<AccountOperation>> shown =
                    Linearizability.Smallest(model, part, operation => operation.Committed is null);
                return $"{promise}, from {initial}:\n{string.Join('\n', shown)}";
            }
        }

        return null;
    }

    private IEnumerable<(string Promise, IReadOnlyList<Recorded<AccountOperation>> Part)> Promises()
    {
        if (nodesApart is null)
        {
            yield return ("All nodes are one", operations);
        }

        for (int node = 0; node < (nodesApart ?? 0); node++)
        {
            int here = node;
            yield return (
                $"Node {here} decides on its own commits at once, on others' late",
                [.. operations.Where(one => IsAt(one, here) || IsCommit(one)).Select(one => AsSeenAt(here, one))]);
            yield return (
                $"Node {here} decides at once on revisions that are passed",
                [.. operations.Where(one => IsCommit(one) || (IsAt(one, here) && one.Operation is
                    { IsCheck: true, PassesRevision: true }))]);
        }
    }

    private static bool IsAt(Recorded<AccountOperation> one, int node) => one.Operation.Node == node;

    private static bool IsCommit(Recorded<AccountOperation> one) => one.Operation.Committed is not null;

    private Recorded<AccountOperation> AsSeenAt(int node, Recorded<AccountOperation> one) =>
        IsAt(one, node)
            ? one
            : one with { Returned = deadlineOf?.Invoke(one.Operation.Number) ?? Recorded<AccountOperation>.Never };
}
