using System.Collections.Concurrent;

namespace OrdersApi.Orders;

/// <summary>The orders, in memory: each start begins with the same seven.</summary>
public sealed class OrderBook
{
    private readonly ConcurrentDictionary<string, Order> _orders = new(
        new Order[]
        {
            new("1001", ShopAccounts.Shop, "Ada", "apollo", 120m),
            new("1002", ShopAccounts.Shop, "Grace", "apollo", 1_200m),
            new("1003", ShopAccounts.Shop, "Edsger", "zeus", 80m),
            new("1004", ShopAccounts.Shop, "Barbara", Project: null, 40m),
            new("1005", ShopAccounts.Shop, "Donald", "apollo", 310m),
            new("2001", ShopAccounts.Partner, "Frances", "apollo", 75m),
            new("2002", ShopAccounts.Partner, "Leslie", "apollo", 95m),
        }.Select(order => KeyValuePair.Create(order.Id, order)),
        StringComparer.Ordinal);

    public IReadOnlyList<Order> All => [.. _orders.Values.OrderBy(order => order.Id, StringComparer.Ordinal)];

    public Order? Find(string id) => _orders.GetValueOrDefault(id);

    /// <summary>Cancels or refunds a paid order; doing the same again changes nothing.</summary>
    /// <returns>Whether the order is in that state now.</returns>
    public bool TryClose(Order order, OrderStatus closed, out Order now)
    {
        Order next = order with { Status = closed };
        bool isClosed = order.Status == closed
            || (order.Status == OrderStatus.Paid && _orders.TryUpdate(order.Id, next, order));
        now = isClosed ? next : order;
        return isClosed;
    }
}
