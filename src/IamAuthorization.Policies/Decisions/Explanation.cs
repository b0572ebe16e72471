using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>A decision taken apart, rebuilt on request.</summary>
public sealed class Explanation
{
    /// <summary>The decision.</summary>
    public required IamDecision Decision { get; init; }

    /// <summary>The statements that determined the result.</summary>
    public required ImmutableArray<StatementReference> MatchedStatements { get; init; }

    /// <summary>Condition keys that the policies name and the context lacks.</summary>
    public required ImmutableArray<string> MissingContextKeys { get; init; }
}
