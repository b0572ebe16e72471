using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// A denial as the result of an endpoint, minimal or MVC: 403 with the reason as <c>application/problem+json</c>, or a
/// challenge where the request carries no valid credential.
/// </summary>
public sealed class IamDenialResult : IResult, IActionResult
{
    private readonly IamDecision _decision;

    internal IamDenialResult(IamDecision decision) => _decision = decision;

    /// <summary>Writes the denial.</summary>
    /// <param name="httpContext">The request.</param>
    /// <returns>The end of writing.</returns>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (httpContext.User.Identities.Any(identity => identity.IsAuthenticated))
        {
            IamRequestDecision denial = IamRequestFeature.Find(httpContext)?.Find(_decision)
                ?? new IamRequestDecision(RecordedIdIn(httpContext), _decision, _decision.Resource.Account.ToString());
            await DenialResponse.WriteAsync(httpContext, denial, StatusCodes.Status403Forbidden);
        }
        else
        {
            await httpContext.ChallengeAsync();
        }
    }

    private string RecordedIdIn(HttpContext http) =>
        http.RequestServices.GetRequiredService<IIamDecisionRecorder>().Record(_decision).Id;

    /// <inheritdoc/>
    public Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ExecuteAsync(context.HttpContext);
    }
}
