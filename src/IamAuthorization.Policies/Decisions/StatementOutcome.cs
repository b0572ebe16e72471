namespace IamAuthorization.Policies;

/// <summary>Whether a statement applied to a question, or the first element that did not match.</summary>
public enum StatementOutcome
{
    /// <summary>It applied.</summary>
    Matched = 0,

    /// <summary>Action or NotAction does not cover the action.</summary>
    ActionDiffers,

    /// <summary>Resource or NotResource does not cover the resource.</summary>
    ResourceDiffers,

    /// <summary>Principal or NotPrincipal does not name the caller.</summary>
    PrincipalDiffers,

    /// <summary>A condition does not hold.</summary>
    ConditionFails,
}
