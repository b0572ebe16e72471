using System.Security.Claims;
using IamAuthorization.AspNetCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace OrdersApi.SignIn;

/// <summary>Which IAM user a signed-in person is: the one of the same name, if there is one.</summary>
public static class ShopCallers
{
    public static IamCaller Of(ClaimsPrincipal person) =>
        IamCaller.User(person.FindFirstValue(JwtRegisteredClaimNames.Sub));
}
