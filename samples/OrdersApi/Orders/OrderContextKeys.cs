namespace OrdersApi.Orders;

/// <summary>The condition keys of the shop's own that policies may use.</summary>
public static class OrderContextKeys
{
    /// <summary>What the order of this request costs; policies limit refunds with it.</summary>
    public const string Total = "orders:Total";

    public static decimal? ReadTotal(HttpContext http)
    {
        var orders = http.RequestServices.GetRequiredService<OrderBook>();
        return http.GetRouteValue("id") is string id ? orders.Find(id)?.Total : null;
    }
}
