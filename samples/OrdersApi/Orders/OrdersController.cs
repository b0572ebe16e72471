using IamAuthorization.AspNetCore;
using Microsoft.AspNetCore.Mvc;

namespace OrdersApi.Orders;

/// <summary>Declarative: the attribute names action and resource, the method body only does the work.</summary>
[ApiController]
[Route("orders/{id}")]
public sealed class OrdersController(OrderBook orders) : ControllerBase
{
    [HttpGet]
    [HttpHead]
    [IamAuthorize("orders:GetOrder", "order/{id}")]
    public ActionResult<Order> Get(string id) => orders.Find(id) is { } order ? order : NotFound();

    [HttpDelete]
    [IamAuthorize("orders:CancelOrder", "order/{id}")]
    public ActionResult<Order> Cancel(string id)
    {
        if (orders.Find(id) is not { } order)
        {
            return NotFound();
        }

        return orders.TryClose(order, OrderStatus.Cancelled, out Order cancelled) ? cancelled : Conflict();
    }

    /// <summary>Two resources, two questions: both must be allowed.</summary>
    [HttpGet("invoice")]
    [IamAuthorize("orders:GetOrder", "order/{id}")]
    [IamAuthorize("orders:ReadInvoice", "invoice/{id}")]
    public ActionResult<Invoice> GetInvoice(string id) =>
        orders.Find(id) is { } order ? new Invoice($"INV-{order.Id}", order.Customer, order.Total) : NotFound();
}
