using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>A token that was validated before is answered without its scheme, and nobody can tell.</summary>
public sealed class KnownTokenTests
{
    private const string JwtBearer = "Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerHandler";

    [Fact]
    public async Task KnownToken_IsAnsweredAsItsSchemeDoes()
    {
        await using BearerApp app = await BearerApp.StartAsync(routes => routes.MapGet("/who", (Delegate)WhoAsync));
        string token = await app.IssueAsync();

        string first = await TextAsync(app, token);
        int logged = app.Logs.Count(record => record.Category == JwtBearer);
        string second = await TextAsync(app, token);

        Assert.StartsWith("IamBearer, IamBearer, .expires=", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
        Assert.Equal(logged, app.Logs.Count(record => record.Category == JwtBearer));
        Assert.NotEqual(0, logged);
    }

    [Fact]
    public async Task EveryRequest_HasAUserOfItsOwn()
    {
        await using BearerApp app = await BearerApp.StartAsync(
            routes => routes.MapGet("/who", (Delegate)AddClaimAsync));
        string token = await app.IssueAsync();

        string[] counts = [await TextAsync(app, token), await TextAsync(app, token), await TextAsync(app, token)];

        Assert.Equal(["3, 3", "3, 3", "3, 3"], counts);
    }

    private static async Task<string> TextAsync(BearerApp app, string token) =>
        await (await app.SendAsync("/who", token)).Content.ReadAsStringAsync();

    private static async Task<string> WhoAsync(HttpContext http)
    {
        AuthenticateResult result = await http.AuthenticateAsync();
        IEnumerable<string> properties = result.Properties!.Items
            .OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => $"{item.Key}={item.Value}");
        IEnumerable<string> claims = http.User.Claims
            .Select(claim => $"{claim.Type}={claim.Value} {claim.ValueType} {claim.Issuer} {claim.OriginalIssuer}");
        return string.Join(", ",
        [
            result.Ticket!.AuthenticationScheme, http.User.Identity!.AuthenticationType!, .. properties, .. claims,
            $"name={http.User.Identity.Name}", $"same={ReferenceEquals(result.Principal, http.User)}",
        ]);
    }

    /// <summary>What one request adds to its user and its ticket, no other may see.</summary>
    private static async Task<string> AddClaimAsync(HttpContext http)
    {
        AuthenticateResult result = await http.AuthenticateAsync();
        result.Properties!.Items.Add("added", "by this request");
        ((ClaimsIdentity)http.User.Identity!).AddClaim(new Claim("added", "by this request"));
        return $"{http.User.Claims.Count()}, {result.Properties.Items.Count}";
    }
}
