using Microsoft.AspNetCore.Http.HttpResults;

namespace OrdersApi.Reports;

/// <summary>A group's requirement and its endpoint's requirement must both be allowed.</summary>
public static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder reports = app.MapGroup("/reports").RequireIam("orders:OpenReports", "*");
        reports.MapGet("/{**path}", Get).RequireIam("orders:ReadReport", "report/{**path}");
    }

    private static Results<Ok<Report>, NotFound> Get(string path, ReportShelf shelf) =>
        shelf.Find(path) is { } report ? TypedResults.Ok(report) : TypedResults.NotFound();
}
