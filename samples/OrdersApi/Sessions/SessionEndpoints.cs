using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace OrdersApi.Sessions;

/// <summary>
/// For the day a session is in wrong hands: all sessions of a role end at once. It asks for the permission that the
/// same needs in AWS, on the role.
/// </summary>
public static class SessionEndpoints
{
    private const string RoleArns = $"arn:aws:iam::{ShopAccounts.Shop}:role/";

    public static void MapSessions(this IEndpointRouteBuilder app) => app
        .MapPost("/roles/{role}/revoke-sessions", RevokeAsync)
        .RequireIam("iam:PutRolePolicy", RoleArns + "{role}");

    private static async Task<Results<Ok<Revoked>, NotFound>> RevokeAsync(
        string role, HttpContext http, IIamStore store, IamSecurityTokenService sts, CancellationToken ct)
    {
        IIamSnapshot snapshot = await store.GetSnapshotAsync(ct);
        if (await snapshot.FindRoleAsync(ShopAccounts.Shop, role, ct) is null)
        {
            return TypedResults.NotFound();
        }

        IamCall call = await http.GetIamCallAsync(ct);
        DateTimeOffset validFrom = await sts.RevokeSessionsAsync(Arn.Parse(RoleArns + role), call.Origin, ct);
        return TypedResults.Ok(new Revoked(role, validFrom));
    }

    /// <param name="Role">Whose sessions.</param>
    /// <param name="ValidFrom">Those issued from then on count.</param>
    private sealed record Revoked(string Role, DateTimeOffset ValidFrom);
}
