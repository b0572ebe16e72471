using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.SignalR;

namespace IamAuthorization.AspNetCore;

/// <summary>The HTTP request inside whatever the framework hands to an authorization handler.</summary>
internal static class HttpContextFinder
{
    /// <summary>The request, or <see langword="null"/> when the thing is no request of the framework's.</summary>
    public static HttpContext? Find(object? resource) => resource switch
    {
        HttpContext http => http,
        AuthorizationFilterContext filter => filter.HttpContext,
        HubInvocationContext invocation => invocation.Context.GetHttpContext(),
        _ => null,
    };
}
