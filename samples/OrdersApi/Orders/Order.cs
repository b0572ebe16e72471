namespace OrdersApi.Orders;

/// <summary>What a customer bought. The project is the tag that decides which support agents may work on it.</summary>
public sealed record Order(string Id, string Customer, string? Project, decimal Total, OrderStatus Status);
