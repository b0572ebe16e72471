namespace OrdersApi.Catalogue;

public sealed record Product(string Name, decimal Price);
