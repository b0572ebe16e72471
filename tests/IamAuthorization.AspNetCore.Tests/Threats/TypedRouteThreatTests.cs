using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// An endpoint that parses a route value acts on the value, a policy names its spelling: only one spelling may pass.
/// </summary>
public sealed class TypedRouteThreatTests(TypedRouteThreatTests.SharedApp shared)
    : IClassFixture<TypedRouteThreatTests.SharedApp>
{
    private static readonly string[] Doors = ["minimal", "typed"];

    private static readonly (string Type, string[] Refused, string[] Accepted)[] Table =
    [
        ("int",
            ["007", "+7", "-0", "7.0", "%207", "7%20", "\uFF17", "0x7", "1e1", "7,0", "(7)", "x", "99999999999"],
            ["7", "%37", "0", "-7", "2147483647"]),
        ("long", ["007", "+7", "-0", "7.0", "\uFF17"], ["7", "-7", "9223372036854775807"]),
        ("nullable", ["007", "+7", "%207"], ["7"]),
        ("decimal",
            ["7.0", "7.50", "007", "+7", "-0", "1e1", ".5", "7.", "1,000", "%207"],
            ["7", "7.5", "-7", "0", "0.0000001"]),
        ("double", ["7.0", "1e1", "007", "-0", "+7", ".5", "1,000", "16777217.0"], ["7", "7.5", "-7", "0", "1E%2B20"]),
        ("bool", ["true", "TRUE", "%20True", "1"], ["True", "False"]),
        ("guid",
            [
                "0F8FAD5B-D9CB-469F-A165-70867728950E", "0f8fad5bd9cb469fa16570867728950e",
                "%7B0f8fad5b-d9cb-469f-a165-70867728950e%7D", "(0f8fad5b-d9cb-469f-a165-70867728950e)",
                "%200f8fad5b-d9cb-469f-a165-70867728950e",
            ],
            ["0f8fad5b-d9cb-469f-a165-70867728950e"]),
        ("enum", ["1", "north", "NORTH", "%20North", "+1", "01", "1.0", "x"], ["North", "South"]),
        ("date", ["2026-3-1", "03%2F01%2F2026", "%202026-03-01", "1 March 2026"], ["2026-03-01"]),
        ("instant",
            [
                "2026-03-01", "2026-03-01T12:00:00", "2026-03-01T12:00:00+00:00", "2026-03-01T13:00:00+01:00",
                "2026-03-01T12:00:00.0Z", "2026-03-01 12:00:00Z",
            ],
            ["2026-03-01T12:00:00Z", "2026-03-01T12:00:00.5Z"]),
        ("own", ["a1", "A01", "%20A1"], ["A1"]),
        ("mute", ["A1", "a1"], []),
        ("text", [], ["007", "+7", "7", "\uFF17"]),
        ("constrained", [], ["007", "7"]),
    ];

    public static TheoryData<string, string, bool> Spellings { get; } =
    [
        .. from row in Table
           from door in Doors
           from spelling in row.Accepted.Select(text => (Text: text, Runs: true))
               .Concat(row.Refused.Select(text => (Text: text, Runs: false)))
           select ($"/{door}/{row.Type}", spelling.Text, spelling.Runs),
    ];

    [Theory]
    [Trait("Threat", "H1")]
    [InlineData("/orders/7")]
    [InlineData("/orders/007")]
    public async Task H1_DenyOnOneNumber_AnySpelling_NeverReachesTheHandler(string path)
    {
        bool hasRun = false;
        await using TestApp app = await TestApp.StartAsync(routes =>
            routes.MapGet("/orders/{id}", (int id) => hasRun = true).RequireIam("orders:Get", "order/{id}"));
        app.Iam.Allows = question => question.Arn != TestApp.Prefix + "order/7";

        HttpStatusCode status = await app.StatusAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.False(hasRun);
    }

    [Fact]
    [Trait("Threat", "H1")]
    public async Task H1_TypedRouteValue_OtherSpelling_IsRefusedWithTheRightOne()
    {
        TestApp app = shared.Forgetful();

        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync("/minimal/int/007"));

        Assert.Empty(app.Iam.Questions);
        Assert.Contains(
            "the route value `{v}` must be spelled `7`", Assert.Single(app.Denials).Message, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Threat", "H1")]
    [MemberData(nameof(Spellings))]
    public async Task H1_TypedRouteValue_OnlyTheCanonicalSpelling_IsDecidedOn(string route, string text, bool runs)
    {
        TestApp app = shared.Forgetful();

        using HttpResponseMessage response = await app.SendAsync($"{route}/{text}");

        Assert.Equal(runs ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(runs ? 1 : 0, app.Iam.Questions.Count);
        if (runs)
        {
            string actedOn = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal(app.Iam.Only.Arn, TestApp.Prefix + "thing/" + actedOn);
        }
    }

    [Fact]
    [Trait("Threat", "H1")]
    public async Task H1_TypedRouteValue_AnyText_IsDecidedOnAsTheValueActedOnOrRefused()
    {
        const string Characters = "0017.-+eEx, ()\uFF17";
        string[] types = ["int", "long", "nullable", "decimal", "double"];
        int ran = 0;
        await Fuzz.HoldsAsync(1_000, async random =>
        {
            TestApp app = shared.Forgetful();
            string text = new(random.GetItems<char>(Characters, random.Next(1, 6)));

            using HttpResponseMessage response = await app.SendAsync(
                $"/{Doors[random.Next(Doors.Length)]}/{types[random.Next(types.Length)]}/{Uri.EscapeDataString(text)}");

            if (response.StatusCode == HttpStatusCode.OK)
            {
                string actedOn = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.Equal(app.Iam.Only.Arn, TestApp.Prefix + "thing/" + actedOn);
                ran++;
            }
        });

        Assert.True(ran > 0);
    }

    [Theory]
    [Trait("Threat", "H1")]
    [InlineData("/named/007")]
    [InlineData("/members/007")]
    [InlineData("/record/007")]
    [InlineData("/self/007")]
    [InlineData("/self/7")]
    [InlineData("/typed/renamed/007")]
    [InlineData("/typed/members/007")]
    [InlineData("/typed/property/007")]
    [InlineData("/typed/list/007")]
    [InlineData("/typed/binder/7")]
    public async Task H1_RouteValue_ParsedInARoundaboutWay_IsRefused(string path)
    {
        TestApp app = shared.Forgetful();

        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync(path));
        Assert.Empty(app.Iam.Questions);
    }

    [Theory]
    [Trait("Threat", "H1")]
    [InlineData("/named/7")]
    [InlineData("/members/7")]
    [InlineData("/record/7")]
    [InlineData("/query/007?v=7")]
    [InlineData("/service/007")]
    [InlineData("/typed/renamed/7")]
    [InlineData("/typed/members/7")]
    [InlineData("/typed/property/7")]
    [InlineData("/typed/elsewhere/007?v=7")]
    public async Task H1_RouteValue_CanonicalOrNotParsed_IsDecidedOn(string path)
    {
        TestApp app = shared.Forgetful();

        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync(path));
    }

    [Theory]
    [Trait("Threat", "H1")]
    [InlineData("/conventional/loose/7", HttpStatusCode.Forbidden)]
    [InlineData("/conventional/strict/7", HttpStatusCode.OK)]
    public async Task H1_Form_WithAFieldOfThatName_NeverTakesTheRouteValuesPlace(string path, HttpStatusCode expected)
    {
        TestApp app = shared.Forgetful();

        using HttpResponseMessage response = await app.SendAsync(
            path,
            method: HttpMethod.Post,
            change: request => request.Content = new FormUrlEncodedContent([KeyValuePair.Create("v", "8")]));
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
        Assert.NotEqual("8", body);
    }

    private static void MapTypes(RouteGroupBuilder routes)
    {
        routes.MapGet("/int/{v}", (int v) => Spelled.Of(v));
        routes.MapGet("/long/{v}", (long v) => Spelled.Of(v));
        routes.MapGet("/nullable/{v}", (int? v) => Spelled.Of(v));
        routes.MapGet("/decimal/{v}", (decimal v) => Spelled.Of(v));
        routes.MapGet("/double/{v}", (double v) => Spelled.Of(v));
        routes.MapGet("/bool/{v}", (bool v) => Spelled.Of(v));
        routes.MapGet("/guid/{v}", (Guid v) => Spelled.Of(v));
        routes.MapGet("/enum/{v}", (Region v) => Spelled.Of(v));
        routes.MapGet("/date/{v}", (DateOnly v) => Spelled.Of(v));
        routes.MapGet("/instant/{v}", (DateTime v) => Spelled.Of(v));
        routes.MapGet("/own/{v}", (Bay v) => Spelled.Of(v));
        routes.MapGet("/mute/{v}", (MuteBay v) => "ran");
        routes.MapGet("/text/{v}", (string v) => v);
        routes.MapGet("/constrained/{v:int}", (string v) => v);
    }

    private static void MapRoundaboutWays(RouteGroupBuilder routes)
    {
        routes.MapGet("/named/{v}", ([FromRoute(Name = "v")] int number) => number);
        routes.MapGet("/members/{v}", ([AsParameters] Members members) => members.V);
        routes.MapGet("/record/{v}", ([AsParameters] Constructed members) => members.V);
        routes.MapGet("/query/{v}", ([FromQuery] int v) => v);

        // WHY delegates: the framework's analyzer rightly dislikes such names where it sees them.
        Delegate self = (Self v) => v is null ? "none" : "ran";
        Delegate service = (Service v) => v is null ? "none" : "ran";
        routes.MapGet("/self/{v}", self);
        routes.MapGet("/service/{v}", service);
    }

    /// <summary>One app for the whole table: it keeps nothing but what it was asked.</summary>
    public sealed class SharedApp : IAsyncLifetime
    {
        private TestApp? _app;

        public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(
            app =>
            {
                app.MapControllers();
                MapTypes(app.MapGroup("/minimal").RequireIam("orders:Get", "thing/{v}"));
                MapRoundaboutWays(app.MapGroup(string.Empty).RequireIam("orders:Get", "thing/{v}"));
            },
            after: services => services
                .AddSingleton<Service>()
                .AddControllers()
                .AddOnly(typeof(TypedController), typeof(PropertyController), typeof(ConventionalController)));

        public ValueTask DisposeAsync() => _app!.DisposeAsync();

        internal TestApp Forgetful()
        {
            _app!.Iam.Forget();
            _app.Logs.Clear();
            return _app;
        }
    }

    private sealed class Service;

    private sealed class Members
    {
        public int V { get; set; }
    }

    private sealed record Constructed(int V);

    private sealed class Self
    {
        public static ValueTask<Self?> BindAsync(HttpContext context) => new(new Self());
    }
}

internal static class Spelled
{
    public static string Of(object? value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

public enum Region
{
    None = 0,
    North,
    South,
}

/// <summary>A type of the app that reads loosely and writes one spelling.</summary>
public readonly record struct Bay(int Number) : IParsable<Bay>
{
    public static Bay Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out Bay bay) ? bay : throw new FormatException();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Bay result)
    {
        bool isBay = s?.Trim() is ['a' or 'A', .. { } digits]
            & int.TryParse(s?.Trim()[1..], NumberStyles.None, provider, out int number);
        result = new Bay(number);
        return isBay;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"A{Number}");
}

/// <summary>A type of the app that does not say how its values are spelled.</summary>
public sealed class MuteBay
{
    public static bool TryParse(string s, out MuteBay result)
    {
        result = new MuteBay();
        return s.Length > 0;
    }
}

[ApiController]
[Route("typed")]
[IamAuthorize("orders:Get", "thing/{v}")]
public sealed class TypedController : ControllerBase
{
    [HttpGet("int/{v}")]
    public IActionResult Int32(int v) => Content(Spelled.Of(v));

    [HttpGet("long/{v}")]
    public IActionResult Int64(long v) => Content(Spelled.Of(v));

    [HttpGet("nullable/{v}")]
    public IActionResult Nullable(int? v) => Content(Spelled.Of(v));

    [HttpGet("decimal/{v}")]
    public IActionResult Decimal(decimal v) => Content(Spelled.Of(v));

    [HttpGet("double/{v}")]
    public IActionResult Double(double v) => Content(Spelled.Of(v));

    [HttpGet("bool/{v}")]
    public IActionResult Boolean(bool v) => Content(Spelled.Of(v));

    [HttpGet("guid/{v}")]
    public IActionResult OfGuid(Guid v) => Content(Spelled.Of(v));

    [HttpGet("enum/{v}")]
    public IActionResult Enum(Region v) => Content(Spelled.Of(v));

    [HttpGet("date/{v}")]
    public IActionResult Date(DateOnly v) => Content(Spelled.Of(v));

    [HttpGet("instant/{v}")]
    public IActionResult Instant(DateTime v) => Content(Spelled.Of(v));

    [HttpGet("own/{v}")]
    public IActionResult Own(Bay v) => Content(Spelled.Of(v));

    [HttpGet("mute/{v}")]
    public IActionResult Mute([FromRoute] MuteBay v) => Content("ran");

    [HttpGet("text/{v}")]
    public IActionResult Text(string v) => Content(v);

    [HttpGet("constrained/{v:int}")]
    public IActionResult Constrained(string v) => Content(v);

    [HttpGet("renamed/{v}")]
    public IActionResult Renamed([FromRoute(Name = "v")] int number) => Content(Spelled.Of(number));

    [HttpGet("members/{v}")]
    public IActionResult Members([FromRoute] RouteMembers members) => Content(Spelled.Of(members.V));

    [HttpGet("list/{v}")]
    public IActionResult List([FromRoute] int[] v) => Content(Spelled.Of(v.Length));

    [HttpGet("binder/{v}")]
    public IActionResult Binder([ModelBinder(typeof(SevenBinder))] int v) => Content(Spelled.Of(v));

    [HttpGet("elsewhere/{v}")]
    public IActionResult Elsewhere([FromQuery] int v) => Content(Spelled.Of(v));
}

[ApiController]
[Route("typed/property")]
public sealed class PropertyController : ControllerBase
{
    [FromRoute(Name = "v")]
    public int Number { get; set; }

    [HttpGet("{v}")]
    [IamAuthorize("orders:Get", "thing/{v}")]
    public IActionResult Get() => Content(Spelled.Of(Number));
}

[Route("conventional")]
[IamAuthorize("orders:Get", "thing/{v}")]
public sealed class ConventionalController : ControllerBase
{
    [HttpPost("loose/{v}")]
    public IActionResult Loose(string v) => Content(v);

    [HttpPost("strict/{v}")]
    public IActionResult Strict([FromRoute] string v) => Content(v);
}

public sealed class RouteMembers
{
    public int V { get; set; }
}

public sealed class SevenBinder : Microsoft.AspNetCore.Mvc.ModelBinding.IModelBinder
{
    public Task BindModelAsync(Microsoft.AspNetCore.Mvc.ModelBinding.ModelBindingContext bindingContext)
    {
        bindingContext.Result = Microsoft.AspNetCore.Mvc.ModelBinding.ModelBindingResult.Success(7);
        return Task.CompletedTask;
    }
}
