namespace OrdersApi.Orders;

/// <summary>
/// What a customer bought. An account owns it: the shop's own, or the partner's whose goods it sells. The project
/// is the tag that decides which support agents may work on it.
/// </summary>
public sealed record Order(
    string Id, string Account, string Customer, string? Project, decimal Total, OrderStatus Status = OrderStatus.Paid);
