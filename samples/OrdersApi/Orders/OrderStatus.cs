namespace OrdersApi.Orders;

public enum OrderStatus
{
    Paid,
    Cancelled,
    Refunded,
}
