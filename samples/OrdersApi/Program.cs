using IamAuthorization.AspNetCore;
using IamAuthorization.Authorizer;
using OrdersApi;
using OrdersApi.Catalogue;
using OrdersApi.Orders;
using OrdersApi.Reports;
using OrdersApi.SignIn;

WebApplicationBuilder builder = WebApplication.CreateBuilder(SampleHost.Options(args));
var issuer = new DemoIssuer(DemoIssuerKey.LoadOrCreate(SampleHost.DataFolder(builder)), TimeProvider.System);

builder.Services.AddSingleton(issuer).AddSingleton<OrderBook>().AddSingleton<ReportShelf>();
builder.Services.AddAuthentication().AddJwtBearer("App", issuer.ConfigureValidation);
builder.Services
    .AddIamAuthorization(o =>
    {
        o.Service = ShopAccounts.Service;
        o.Region = ShopAccounts.Region;
        o.AccountId = ShopAccounts.Shop;
        o.Callers.Map(DemoIssuer.Name, ShopCallers.Of);
        o.ContextKeys.Add(RequestedOrder.TotalKey, RequestedOrder.Total);
        o.ResourceAccount = RequestedOrder.Account;
    })
    .AddPolicyFiles(SampleHost.PolicyFolder(builder));
builder.Services.AddSingleton<IIamResource<Order>, OrderResource>();
builder.Services.AddScoped<IIamResourceTags, OrderTags>();
builder.Services.AddControllers();

WebApplication app = builder.Build();
app.MapControllers();
app.MapOrders();
app.MapReports();
app.MapCatalogue();
app.MapDemoLogin();
app.SayHowToCall();
app.Run();
