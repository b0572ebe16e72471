namespace IamAuthorization.Policies;

/// <summary>The decision: a pure function of a question and the policies that apply to it.</summary>
public static class IamEvaluator
{
    /// <summary>Decides.</summary>
    /// <param name="request">The question.</param>
    /// <param name="policies">All policies that apply.</param>
    /// <returns>The answer.</returns>
    public static IamDecision Decide(in AuthorizationRequest request, in ApplicablePolicies policies) => throw new NotSupportedException();

    /// <summary>Decides again and says of each statement and condition whether it matched, or why not.</summary>
    /// <param name="request">The question.</param>
    /// <param name="policies">All policies that apply.</param>
    /// <returns>The explanation.</returns>
    public static Explanation Explain(in AuthorizationRequest request, in ApplicablePolicies policies) => throw new NotSupportedException();
}
