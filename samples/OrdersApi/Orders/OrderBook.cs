using System.Collections.Concurrent;

namespace OrdersApi.Orders;

/// <summary>The shop's orders, in memory: each start begins with the same five.</summary>
public sealed class OrderBook
{
    private readonly ConcurrentDictionary<string, Order> _orders = new(
        new Order[]
        {
            new("1001", "Ada", "apollo", 120m, OrderStatus.Paid),
            new("1002", "Grace", "apollo", 1_200m, OrderStatus.Paid),
            new("1003", "Edsger", "zeus", 80m, OrderStatus.Paid),
            new("1004", "Barbara", Project: null, 40m, OrderStatus.Paid),
            new("1005", "Donald", "apollo", 310m, OrderStatus.Paid),
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
