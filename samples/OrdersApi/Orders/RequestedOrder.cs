namespace OrdersApi.Orders;

/// <summary>What IAM asks about the order that a request names in its route.</summary>
public static class RequestedOrder
{
    /// <summary>The shop's own condition key: what the order costs. Policies limit refunds with it.</summary>
    public const string TotalKey = "orders:Total";

    public static decimal? Total(HttpContext http) => Find(http)?.Total;

    /// <summary>Who owns what the request acts on: the order's owner, for everything else the shop.</summary>
    public static string Account(HttpContext http) => Find(http)?.Account ?? ShopAccounts.Shop;

    private static Order? Find(HttpContext http) => http.GetRouteValue("id") is string id
        ? http.RequestServices.GetRequiredService<OrderBook>().Find(id)
        : null;
}
