using Microsoft.AspNetCore.Http.HttpResults;

namespace OrdersApi.SignIn;

/// <summary>Signs anybody in without a password: for this demo only.</summary>
public static class DemoLogin
{
    private static readonly Dictionary<string, string> CompanyOfPartners = new(StringComparer.Ordinal)
    {
        ["petra"] = ShopCallers.Partner,
        ["pavel"] = ShopCallers.Partner,
    };

    public static void MapDemoLogin(this IEndpointRouteBuilder app) => app
        .MapGet("/demo/login", Login)
        .AllowAnonymous();

    private static ContentHttpResult Login(string user, DemoIssuer issuer, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(issuer.IssueToken(user, CompanyOfPartners.GetValueOrDefault(user, ShopCallers.Shop)));
    }
}
