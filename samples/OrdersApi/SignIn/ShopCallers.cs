using System.Security.Claims;
using IamAuthorization.AspNetCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace OrdersApi.SignIn;

/// <summary>
/// Which IAM user a signed-in person is: the token names person and company, and the company has an account.
/// </summary>
public static class ShopCallers
{
    public const string CompanyClaim = "company";
    public const string Shop = "shop";
    public const string Partner = "partner";

    /// <returns>The user, or null for people of companies that the shop does not know: they may do nothing.</returns>
    public static IamCaller? Of(ClaimsPrincipal person)
    {
        string? name = person.FindFirstValue(JwtRegisteredClaimNames.Sub);
        return person.FindFirstValue(CompanyClaim) switch
        {
            Shop => IamCaller.User(name),
            Partner => IamCaller.User(name, ShopAccounts.Partner),
            _ => null,
        };
    }
}
