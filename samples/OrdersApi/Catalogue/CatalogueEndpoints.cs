using Microsoft.AspNetCore.Http.HttpResults;

namespace OrdersApi.Catalogue;

/// <summary>Open to callers without credentials, where the product's own policy allows everyone.</summary>
public static class CatalogueEndpoints
{
    private static readonly Product[] Products = [new("teapot", 40m), new("prototype", 900m)];

    public static void MapCatalogue(this IEndpointRouteBuilder app) => app
        .MapGet("/catalogue/{name}", Get)
        .RequireIam("orders:GetProduct", "product/{name}")
        .AllowAnonymousByPolicy();

    private static Results<Ok<Product>, NotFound> Get(string name) =>
        Array.Find(Products, product => product.Name == name) is { } product
            ? TypedResults.Ok(product)
            : TypedResults.NotFound();
}
