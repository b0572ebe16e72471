using Microsoft.AspNetCore.Mvc.Filters;

namespace IamAuthorization.AspNetCore;

/// <summary>Keeps every request from a page that has a problem.</summary>
internal sealed class RefusedPage(string problem) : IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context) => throw new InvalidOperationException(problem);
}
