using System.Security.Claims;
using IamAuthorization.AspNetCore;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;

namespace OrdersApi.Orders;

/// <summary>Imperative authorization: the handler loads the order first and asks with what it knows then.</summary>
public static class OrderEndpoints
{
    private static readonly ActionName GetOrder = ActionName.Parse("orders:GetOrder");
    private static readonly ActionName CancelOrder = ActionName.Parse("orders:CancelOrder");
    private static readonly ActionName Refund = ActionName.Parse("orders:Refund");

    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        app.MapGet("/orders", ListAsync).RequireIam("orders:ListOrders", "*");
        app.MapPost("/orders/{id}/refund", RefundAsync).RequireIam("orders:GetOrder", "order/{id}");
        app.MapGet("/orders/{id}/actions", GetActionsAsync).RequireIam("orders:GetOrder", "order/{id}");
    }

    /// <summary>Of all orders only those that the caller may read.</summary>
    private static async Task<IEnumerable<Order>> ListAsync(
        OrderBook orders, IIamAuthorizer iam, ClaimsPrincipal user, CancellationToken ct)
    {
        IReadOnlyList<Order> all = orders.All;
        IReadOnlyList<IamDecision> decisions = await iam.AuthorizeManyAsync(
            user, [.. all.Select(order => May(GetOrder, order))], ct);
        return all.Where((_, index) => decisions[index].IsAllowed);
    }

    private static async Task<IResult> RefundAsync(
        string id, OrderBook orders, IIamAuthorizer iam, ClaimsPrincipal user, CancellationToken ct)
    {
        if (orders.Find(id) is not { } order)
        {
            return TypedResults.NotFound();
        }

        IamDecision decision = await iam.AuthorizeAsync(user, "orders:Refund", order, ct);
        if (!decision.IsAllowed)
        {
            return decision.ToProblem();
        }

        return orders.TryClose(order, OrderStatus.Refunded, out Order refunded)
            ? TypedResults.Ok(refunded)
            : TypedResults.Conflict();
    }

    /// <summary>"What can I do here?" in one call, so that a page shows only the buttons that work.</summary>
    private static async Task<IResult> GetActionsAsync(
        string id, OrderBook orders, IIamAuthorizer iam, ClaimsPrincipal user, CancellationToken ct)
    {
        if (orders.Find(id) is not { } order)
        {
            return TypedResults.NotFound();
        }

        IReadOnlyList<IamDecision> decisions = await iam.AuthorizeManyAsync(
            user, [May(GetOrder, order), May(CancelOrder, order), May(Refund, order)], ct);
        return TypedResults.Ok(decisions.ToDictionary(
            decision => decision.Action.ToString(), decision => decision.IsAllowed, StringComparer.Ordinal));
    }

    private static IamQuestion May(ActionName action, Order order) => new(
        action,
        new IamResource(ShopAccounts.ArnOf(order.Account, $"order/{order.Id}")) { OwnerAccountId = order.Account });
}
