namespace IamAuthorization.AspNetCore;

/// <summary>What IAM decided in a request, in <c>HttpContext.Features</c> from the first decision on.</summary>
public interface IIamDecisionFeature
{
    /// <summary>The decisions, in the order in which they were made.</summary>
    IReadOnlyList<IamRequestDecision> Decisions { get; }
}
