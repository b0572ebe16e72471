namespace OrdersApi.Tracking;

/// <summary>Where the hub is, and who may connect.</summary>
public static class TrackingEndpoints
{
    public static void MapTracking(this IEndpointRouteBuilder app) => app
        .MapHub<OrdersHub>("/hubs/orders")
        .RequireIam("orders:OpenTracking", "*");
}
