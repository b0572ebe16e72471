namespace OrdersApi.Orders;

public sealed record Invoice(string Number, string Customer, decimal Amount);
