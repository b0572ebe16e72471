using System.Text.Json.Serialization;

namespace OrdersApi.Orders;

[JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
public enum OrderStatus
{
    Paid,
    Cancelled,
    Refunded,
}
