using System.Net;
using System.Text.Json;
using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Stores.Specification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace IamAuthorization.EntityFrameworkCore.Tests.Feed;

/// <summary>What operators are told over HTTP of an app whose database is there, away, and back.</summary>
public sealed class HealthOfAnApp
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan BeyondMaxStaleness = TimeSpan.FromSeconds(31);

    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task DatabaseAnswers_Health_TellsRevisionAndAge(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        await using WebApplication app = await StartAsync(database);
        await app.Services.GetRequiredService<IIamAccounts>().CreateAsync(new IamCall(Sample.Account), None);

        Answer health = await AskAsync(app, database);

        Assert.Equal((HttpStatusCode.OK, "Healthy", null), (health.Code, health.Status, health.Description));
        Assert.Equal("1", health.Data["revision"]);
        Assert.Equal("30", health.Data["maxStalenessSeconds"]);
        Assert.DoesNotContain("cause", health.Data.Keys);
    }

    [Fact]
    public async Task PostgreSqlStops_Health_IsDegradedWhileWhatWasReadServes_ThenUnhealthy_UntilItIsBack()
    {
        await using TestDatabase database = await TestDatabase.NewAsync(TestDatabase.PostgreSql);
        await using WebApplication app = await StartAsync(database);
        Assert.Equal("Healthy", (await AskAsync(app, database)).Status);

        await SharedPostgreSql.CutAsync(database.ConnectionString);
        Answer soon = await AskAsync(app, database);
        _clock.Advance(BeyondMaxStaleness);
        Answer late = await AskAsync(app, database);
        await SharedPostgreSql.MendAsync(database.ConnectionString);
        Answer back = await AskAsync(app, database);

        Assert.Equal((HttpStatusCode.OK, "Degraded"), (soon.Code, soon.Status));
        Assert.Equal("the store failed; what was read before serves for another 30 s", soon.Description);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (late.Code, late.Status));
        Assert.Equal("the store failed", late.Description);
        Assert.Equal("31", late.Data["confirmedSecondsAgo"]);
        Assert.Equal("PostgresException", late.Data["cause"]);
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (back.Code, back.Status));
    }

    [Fact]
    public async Task MaxStaleness0_PostgreSqlStops_HealthIsUnhealthyAtOnce()
    {
        await using TestDatabase database = await TestDatabase.NewAsync(TestDatabase.PostgreSql);
        await using WebApplication app = await StartAsync(database, store => store.MaxStaleness = TimeSpan.Zero);
        Assert.Equal("Healthy", (await AskAsync(app, database)).Status);

        await SharedPostgreSql.CutAsync(database.ConnectionString);
        Answer health = await AskAsync(app, database);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (health.Code, health.Status));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task OlderStateRestored_Health_IsUnhealthy(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        await using WebApplication app = await StartAsync(database);
        await app.Services.GetRequiredService<IIamAccounts>().CreateAsync(new IamCall(Sample.Account), None);

        await database.ExecuteAsync("UPDATE iam_state SET revision = 0");
        _clock.Advance(BeyondMaxStaleness);
        Answer health = await AskAsync(app, database);

        Assert.Equal("Unhealthy", health.Status);
        Assert.Equal("an older state was restored", health.Data["cause"]);
    }

    private async Task<WebApplication> StartAsync(TestDatabase database, Action<IamStoreOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddHealthChecks().AddIam();
        IamBuilder iam = builder.Services.AddIamAuthorization(o =>
        {
            o.Service = "orders";
            o.AccountId = Sample.Account;
            o.Callers.Map("app", _ => null);
        });
        _ = database.Kind == TestDatabase.Sqlite
            ? iam.AddSqliteStore(database.ConnectionString, configure)
            : iam.AddPostgreSqlStore(database.ConnectionString, configure);
        WebApplication app = builder.Build();
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync });
        await app.StartAsync(None);
        return app;
    }

    private static async Task<Answer> AskAsync(WebApplication app, TestDatabase database)
    {
        using HttpClient client = app.GetTestClient();
        using HttpResponseMessage response = await client.GetAsync(new Uri("/health", UriKind.Relative), None);
        string text = await response.Content.ReadAsStringAsync(None);
        foreach (string told in ToldByNobody(database))
        {
            Assert.DoesNotContain(told, text, StringComparison.OrdinalIgnoreCase);
        }

        using var document = JsonDocument.Parse(text);
        JsonElement iam = document.RootElement;
        return new Answer(
            response.StatusCode,
            iam.GetProperty("status").GetString(),
            iam.GetProperty("description").GetString(),
            iam.GetProperty("data").EnumerateObject()
                .ToDictionary(member => member.Name, member => member.Value.ToString(), StringComparer.Ordinal));
    }

    /// <summary>Where the database is, and who asks it.</summary>
    private static string[] ToldByNobody(TestDatabase database)
    {
        if (database.Kind == TestDatabase.Sqlite)
        {
            return [new SqliteConnectionStringBuilder(database.ConnectionString).DataSource];
        }

        var parts = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return [parts.Host!, parts.Database!, "Host="];
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        HealthReportEntry iam = report.Entries["iam"];
        return context.Response.WriteAsJsonAsync(
            new { status = iam.Status.ToString(), description = iam.Description, data = iam.Data }, None);
    }

    private sealed record Answer(
        HttpStatusCode Code, string? Status, string? Description, IReadOnlyDictionary<string, string> Data);
}
