using IamAuthorization.AspNetCore;
using IamAuthorization.Authorizer;
using OrdersApi;
using OrdersApi.Accounts;
using OrdersApi.Catalogue;
using OrdersApi.Orders;
using OrdersApi.Reports;
using OrdersApi.Sessions;
using OrdersApi.SignIn;
using OrdersApi.Staff;
using OrdersApi.Tracking;

var host = new SampleHost(args);
var issuer = new DemoIssuer(DemoIssuerKey.LoadOrCreate(host.DataFolder), TimeProvider.System);

WebApplicationBuilder builder = WebApplication.CreateBuilder(host.Options);
builder.Services.AddSingleton(issuer).AddSingleton<OrderBook>().AddSingleton<ReportShelf>();
builder.Services.AddAuthentication().AddJwtBearer("App", issuer.ConfigureValidation).AddIamBearer();
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
    .RequireIamByDefault()
    .AddShopStore(host)
    .AddPolicyFiles(host.PolicyFolder)
    .AddSecurityTokens(o =>
    {
        o.Issuer = SampleHost.AddressOf(builder.Configuration);
        o.Audience = ShopAccounts.Service;
        o.KeysFolder = host.DataFolder;
    });
builder.Services.AddDurableDataProtection(host.DataFolder);
builder.Services.AddSingleton<IIamResource<Order>, OrderResource>();
builder.Services.AddScoped<IIamResourceTags, OrderTags>();
builder.Services.AddControllers();
builder.Services.AddSignalR();
builder.Services.AddHealthChecks().AddIam();

WebApplication app = builder.Build();
app.MapControllers();
app.MapOrders();
app.MapReports();
app.MapCatalogue();
app.MapTracking();
app.MapSessions();
app.MapStaff();
app.MapIamTokenEndpoint("/iam/token");
app.MapHealthChecks("/health").AllowAnonymous();
app.MapDemoLogin();
SampleHost.SayHowToCall(app);
app.Run();
