using System.Globalization;
using System.Text.Json;
using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Testing;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class DisclosureThreatTests
{
    /// <summary>200 payloads: each dangerous character alone, at the ends, doubled and in the middle.</summary>
    public static IReadOnlyList<string> Payloads { get; } =
    [
        .. new[]
        {
            "\r\n", "\n", "\r", "\u001B[2J", "\u001B[31m", "\0", "\b", "\t", "\u007F", "\u0085", "\u2028", "\u2029",
            "\u202E", "\u2066", "\u200B", "\uFEFF", "\uD800", "\u00AD", "\"}\n{\"level\":\"info\"", "\\", "\\n", "{0}",
            "{Principal}", "%0d%0a", "\u009B31m", "\uE000", "${jndi:ldap://x}", "'; --", "<script>", "\U000E0041",
            "\u061C", "\u180E", "\u2060", "\u206A", "\uFFF9", "\u0600", "\u000B", "\u000C", "\u001A", "\u001C",
        }.SelectMany(payload => (string[])[payload, $"{payload}x", $"x{payload}", $"x{payload}y", payload + payload]),
    ];

    [Fact]
    [Trait("Threat", "L1")]
    public void L1_Text_EveryPayload_IsOneVisibleLineAndStaysDistinct()
    {
        string[] escaped = [.. Payloads.Select(LogText.Of)];

        Assert.True(Payloads.Count >= 200);
        Assert.All(escaped, text => Assert.DoesNotContain(text, IsDangerous));
        Assert.Equal(Payloads.Distinct().Count(), escaped.Distinct().Count());
    }

    [Fact]
    [Trait("Threat", "L1")]
    public async Task L1_CallerName_EveryPayload_IsOneEventWithItsFieldsIntact()
    {
        string name = string.Empty;
        await using TestApp app = await StartAsync(caller: _ => IamCaller.User(name));
        foreach (string payload in Payloads)
        {
            name = payload;
            app.Logs.Clear();

            await app.SendRawAsync(context => context.Request.Path = "/orders/7");

            AssertOneEvent(app, payload);
        }
    }

    [Fact]
    [Trait("Threat", "L1")]
    public async Task L1_RouteValue_EveryPayload_IsOneEventWithItsFieldsIntact()
    {
        await using TestApp app = await StartAsync();
        app.Iam.Allows = _ => false;
        foreach (string payload in Payloads.Where(payload => !payload.Contains('/')))
        {
            app.Logs.Clear();

            await app.SendRawAsync(context => context.Request.Path = "/orders/" + payload);

            AssertOneEvent(app, payload);
        }
    }

    [Fact]
    [Trait("Threat", "L1")]
    public async Task L1_OwnerAccount_EveryPayload_IsOneEventWithItsFieldsIntact()
    {
        string owner = string.Empty;
        await using TestApp app = await StartAsync(o => o.ResourceAccount = _ => owner);
        foreach (string payload in Payloads)
        {
            owner = payload;
            app.Logs.Clear();

            await app.SendRawAsync(context => context.Request.Path = "/orders/7");

            AssertOneEvent(app, payload);
        }
    }

    [Fact]
    [Trait("Threat", "L4")]
    public async Task L4_Denial_AnyOwner_ShowsNoAccountButTheCallersOwn()
    {
        string owner = TestApp.Account;
        await using TestApp app = await StartAsync(o => o.ResourceAccount = _ => owner);
        app.Iam.Allows = _ => false;
        await Fuzz.HoldsAsync(500, async random =>
        {
            app.Logs.Clear();
            owner = random.Next(3) == 0
                ? TestApp.Account
                : random.NextInt64(1_000_000_000_000).ToString("D12", CultureInfo.InvariantCulture);

            using HttpResponseMessage response = await app.SendAsync("/orders/7", random.Next(4) == 0 ? null : "alice");
            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.True(owner == TestApp.Account || !body.Contains(owner, StringComparison.Ordinal), body);
        });
    }

    [Fact]
    [Trait("Threat", "L4")]
    public async Task L4_Denial_CallerMappedToNobody_IsNotToldTheResource()
    {
        await using TestApp app = await StartAsync(caller: _ => null);

        using HttpResponseMessage response = await app.SendAsync("/orders/7");
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using JsonDocument problem = JsonDocument.Parse(body);

        string? detail = problem.RootElement.GetProperty("detail").GetString();
        Assert.DoesNotContain(TestApp.Account, detail, StringComparison.Ordinal);
    }

    private static void AssertOneEvent(TestApp app, string payload)
    {
        FakeLogRecord denial = Assert.Single(app.Denials);
        string shown = string.Join(' ', payload.Select(c => $"U+{(int)c:X4}"));
        Assert.False(denial.Message.Any(IsDangerous), shown);
        Assert.All(denial.StructuredState!, field => Assert.False(field.Value?.Any(IsDangerous) == true, shown));
        Assert.Equal("orders:Get", denial.GetStructuredStateValue("Action"));
    }

    private static bool IsDangerous(char character) =>
        char.IsControl(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;

    private static Task<TestApp> StartAsync(
        Action<IamAuthorizationOptions>? options = null,
        Func<System.Security.Claims.ClaimsPrincipal, IamCaller?>? caller = null) => TestApp.StartAsync(
        routes => routes.MapGet("/orders/{id}", (string id) => id).RequireIam("orders:Get", "order/{id}"),
        options,
        caller: caller);
}
