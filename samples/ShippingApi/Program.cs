using System.Security.Claims;

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});
builder.Services.AddAuthorization();
builder.Services.AddAuthentication().AddJwtBearer(o =>
{
    o.Authority = builder.Configuration["authority"];
    o.Audience = "orders";
    o.MapInboundClaims = false;

    // WHY: the demo runs on this machine without certificates; anywhere else the authority is https.
    o.RequireHttpsMetadata = false;
});

WebApplication app = builder.Build();
app.MapGet("/shipments/{id}", (string id, ClaimsPrincipal caller) => new
{
    Id = id,
    AskedBy = caller.FindFirstValue("sub"),
}).RequireAuthorization();
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"ShippingApi listens on {app.Urls.First()}."));
app.Run();
