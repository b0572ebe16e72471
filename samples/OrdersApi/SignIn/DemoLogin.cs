using Microsoft.AspNetCore.Http.HttpResults;

namespace OrdersApi.SignIn;

/// <summary>Signs anybody in without a password: for this demo only.</summary>
public static class DemoLogin
{
    private static readonly string[] PeopleOfThePartner = ["petra", "pavel"];

    public static void MapDemoLogin(this IEndpointRouteBuilder app) => app
        .MapGet("/demo/login", Login)
        .AllowAnonymous();

    private static ContentHttpResult Login(string user, DemoIssuer issuer, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        string company = PeopleOfThePartner.Contains(user) ? ShopCallers.Partner : ShopCallers.Shop;
        return TypedResults.Text(issuer.IssueToken(user, company));
    }
}
