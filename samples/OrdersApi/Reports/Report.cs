namespace OrdersApi.Reports;

public sealed record Report(string Path, string Summary);
