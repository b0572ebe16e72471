using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>A denial as the caller sees it: <c>application/problem+json</c>, never with the name of a policy.</summary>
internal static class DenialResponse
{
    public static Task WriteAsync(HttpContext http, IamRequestDecision denial, int status)
    {
        IamAuthorizationOptions options = http.RequestServices.GetRequiredService<IamAuthorizationOptions>();
        return TypedResults.Problem(
            detail: TextFor(denial, options.DenialDetail),
            statusCode: status,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["decisionId"] = denial.Id,
                ["action"] = denial.Decision.Action.ToString(),
            })
            .ExecuteAsync(http);
    }

    /// <summary>
    /// EV-48. Who is not of the owner's account learns no more than it said itself: the resource's ARN would tell it
    /// the owner's account id.
    /// </summary>
    internal static string TextFor(IamRequestDecision denial, IamDenialDetail detail)
    {
        IamDecision decision = denial.Decision;
        bool isOfOwnersAccount = decision.Principal.AccountId.Length > 0
            && string.Equals(decision.Principal.AccountId, denial.OwnerAccountId, StringComparison.Ordinal);
        if (!isOfOwnersAccount)
        {
            return denial.IsOfNobody ? $"{decision.BareMessage} {ReasonOf(denial)}" : decision.BareMessage;
        }

        string message = denial.ToldFailure is null
            ? $"{decision.BareMessage} on resource: {decision.Resource}"
            : decision.BareMessage;
        return detail == IamDenialDetail.Reason ? $"{message} {ReasonOf(denial)}" : message;
    }

    /// <summary>
    /// What went wrong is for operators, who find it under the decision's id: it may name types of the app. What the
    /// caller did wrong is told.
    /// </summary>
    private static string ReasonOf(IamRequestDecision denial) => denial.Decision.Failure is null
        ? denial.Decision.Reason
        : $"because {denial.ToldFailure ?? "the question could not be decided"}";
}
