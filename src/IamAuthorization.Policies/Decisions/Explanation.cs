using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>A decision taken apart, rebuilt on request by the very matchers that decided.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html">EvaluationResult</see>
/// </remarks>
public sealed class Explanation
{
    internal Explanation(
        in IamDecision decision,
        ImmutableArray<StatementExplanation> statements,
        ImmutableArray<StatementReference> matchedStatements,
        ImmutableArray<string> missingContextKeys,
        bool? isAllowedByOrganization,
        bool? isAllowedByPermissionsBoundary)
    {
        Decision = decision;
        Statements = statements;
        MatchedStatements = matchedStatements;
        MissingContextKeys = missingContextKeys;
        IsAllowedByOrganization = isAllowedByOrganization;
        IsAllowedByPermissionsBoundary = isAllowedByPermissionsBoundary;
    }

    /// <summary>The decision.</summary>
    public IamDecision Decision { get; }

    /// <summary>Every statement of every policy that applied, and what came of it.</summary>
    public ImmutableArray<StatementExplanation> Statements { get; }

    /// <summary>
    /// The statements that determined the result: the matching Deny statements of an explicit denial, the matching
    /// Allow statements of an allow, none of an implicit denial. Those of service control policies are not listed, as
    /// in AWS's simulator; they stand in <see cref="Statements"/>.
    /// </summary>
    public ImmutableArray<StatementReference> MatchedStatements { get; }

    /// <summary>Condition keys that the policies name and the request lacks, sorted.</summary>
    public ImmutableArray<string> MissingContextKeys { get; }

    /// <summary>
    /// Whether every level of service control policies allows it and none denies; <see langword="null"/> where none
    /// apply.
    /// </summary>
    public bool? IsAllowedByOrganization { get; }

    /// <summary>
    /// Whether the permissions boundary allows and does not deny it; <see langword="null"/> where there is none.
    /// </summary>
    public bool? IsAllowedByPermissionsBoundary { get; }
}
