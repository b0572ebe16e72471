using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace OrdersApi.Staff;

/// <summary>
/// Who works here changes while the shop runs: whoever is hired is a user like those of the files, and both are in the
/// same store. It asks for the permissions that the same needs in AWS.
/// </summary>
public static class StaffEndpoints
{
    private const string Group = "Staff";
    private const string GroupArn = $"arn:aws:iam::{ShopAccounts.Shop}:group/{Group}";
    private const string UserArns = $"arn:aws:iam::{ShopAccounts.Shop}:user/";

    public static void MapStaff(this IEndpointRouteBuilder app)
    {
        app.MapPut("/staff/{name}", HireAsync)
            .RequireIam("iam:CreateUser", UserArns + "{name}")
            .RequireIam("iam:AddUserToGroup", GroupArn);
        app.MapDelete("/staff/{name}", DismissAsync)
            .RequireIam("iam:DeleteUser", UserArns + "{name}")
            .RequireIam("iam:RemoveUserFromGroup", GroupArn);
    }

    private static async Task<Results<Ok<Employee>, ProblemHttpResult>> HireAsync(
        string name, HttpContext http, IIamUsers users, IIamGroups groups, CancellationToken ct)
    {
        IamCall call = await http.GetIamCallAsync(ct);
        try
        {
            IamCommitted<IamUser> hired = await users.CreateAsync(call, new NewIamUser { Name = name }, ct);
            await groups.AddMemberAsync(call, Group, name, ct);
            return TypedResults.Ok(new Employee(hired.Value.Arn.ToString(), hired.Value.UniqueId));
        }
        catch (IamException refusal)
        {
            return Refused(refusal);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DismissAsync(
        string name, HttpContext http, IIamUsers users, IIamGroups groups, CancellationToken ct)
    {
        IamCall call = await http.GetIamCallAsync(ct);
        try
        {
            await groups.RemoveMemberAsync(call, Group, name, ct);
            await users.DeleteAsync(call, name, ct);
            return TypedResults.NoContent();
        }
        catch (IamException refusal)
        {
            return Refused(refusal);
        }
    }

    private static ProblemHttpResult Refused(IamException refusal) =>
        TypedResults.Problem(refusal.Message, title: refusal.Code, statusCode: refusal.Code switch
        {
            IamErrorCodes.NoSuchEntity => StatusCodes.Status404NotFound,
            IamErrorCodes.ValidationError => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status409Conflict,
        });

    /// <param name="Arn">The user.</param>
    /// <param name="Id">Its unique id: another one of the same name is somebody else.</param>
    private sealed record Employee(string Arn, string? Id);
}
