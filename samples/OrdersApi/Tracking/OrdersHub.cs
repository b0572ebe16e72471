using IamAuthorization.AspNetCore;
using Microsoft.AspNetCore.SignalR;
using OrdersApi.Orders;

namespace OrdersApi.Tracking;

/// <summary>A hub: connecting is one question, and each guarded method is another, about its arguments.</summary>
public sealed class OrdersHub(OrderBook orders) : Hub
{
    /// <returns>The state of an order of the shop's own, or null when there is none of that id.</returns>
    [IamAuthorize("orders:TrackOrder", "order/{id}")]
    public OrderStatus? Track(string id) =>
        orders.Find(id) is { Account: ShopAccounts.Shop } order ? order.Status : null;
}
