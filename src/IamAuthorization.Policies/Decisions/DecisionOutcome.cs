namespace IamAuthorization.Policies;

/// <summary>The three answers of a decision.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
/// evaluation logic</see>
/// </remarks>
public enum DecisionOutcome
{
    /// <summary>Denied because nothing allows it, or because it could not be decided.</summary>
    ImplicitDeny = 0,

    /// <summary>Denied by a matching Deny statement.</summary>
    ExplicitDeny,

    /// <summary>Allowed.</summary>
    Allow,
}
