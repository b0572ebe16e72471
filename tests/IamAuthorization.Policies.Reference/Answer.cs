namespace IamAuthorization.Policies.Reference;

/// <summary>The three answers.</summary>
public enum Outcome
{
    /// <summary>Nothing allows it.</summary>
    ImplicitDeny,

    /// <summary>A Deny matches.</summary>
    ExplicitDeny,

    /// <summary>Allowed.</summary>
    Allow,
}

/// <summary>A statement by the name of its policy and its place in it.</summary>
public readonly record struct StatementName(string Policy, int Index);

/// <summary>An answer and its grounds.</summary>
/// <param name="Outcome">The answer.</param>
/// <param name="DecidedBy">The type of policy that decided, by the name <c>iam simulate</c> gives it.</param>
/// <param name="Deciding">The statements of that type any of which decides; none for an implicit denial.</param>
/// <param name="Listed">The statements that determined it, as evaluation.md §9.2 lists them.</param>
/// <param name="Matching">Every statement that matched, of every policy given.</param>
public sealed record Answer(
    Outcome Outcome,
    string DecidedBy,
    IReadOnlyList<StatementName> Deciding,
    IReadOnlyList<StatementName> Listed,
    IReadOnlyList<StatementName> Matching);
