using System.Net;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class FaultThreatTests
{
    private const string Secret = "connection string";

    public static TheoryData<string, Exception> Faults => new()
    {
        { "a bug", new InvalidOperationException(Secret) },
        { "a time-out", new TimeoutException(Secret) },
        { "a cancellation that nobody asked for", new OperationCanceledException(Secret) },
        { "null", new NullReferenceException(Secret) },
    };

    [Theory]
    [Trait("Threat", "E10")]
    [MemberData(nameof(Faults))]
    public async Task E10_Authorizer_Throws_IsALoggedDenial(string situation, Exception fault)
    {
        await using TestApp app = await StartAsync();
        app.Iam.Fault = _ => fault;

        await AssertDeniedAsync(app, situation, "/declared", "/imperative", "/service");
    }

    [Theory]
    [Trait("Threat", "E10")]
    [MemberData(nameof(Faults))]
    public async Task E10_OwnContextKey_Throws_IsALoggedDenial(string situation, Exception fault)
    {
        await using TestApp app = await StartAsync(
            o => o.ContextKeys.Add("orders:Key", string? (_) => throw fault));
        app.Iam.ReadKeys = ["orders:Key"];

        await AssertDeniedAsync(app, situation, "/declared", "/imperative", "/service");
    }

    [Theory]
    [Trait("Threat", "E10")]
    [MemberData(nameof(Faults))]
    public async Task E10_CallerMap_Throws_IsALoggedDenial(string situation, Exception fault)
    {
        await using TestApp app = await TestApp.StartAsync(Map, caller: _ => throw fault, after: Add);

        await AssertDeniedAsync(app, situation, "/declared", "/imperative", "/service");
    }

    [Theory]
    [Trait("Threat", "E10")]
    [MemberData(nameof(Faults))]
    public async Task E10_Principals_Throw_IsALoggedDenial(string situation, Exception fault)
    {
        await using TestApp app = await TestApp.StartAsync(
            Map,
            after: services =>
            {
                Add(services);
                services.AddSingleton<IIamPrincipals>(new BrokenPrincipals(fault));
            });

        await AssertDeniedAsync(app, situation, "/declared", "/imperative", "/service");
        Assert.Empty(app.Iam.Questions);
    }

    [Theory]
    [Trait("Threat", "E10")]
    [MemberData(nameof(Faults))]
    public async Task E10_ResourceAccount_Throws_IsALoggedDenial(string situation, Exception fault)
    {
        await using TestApp app = await StartAsync(o => o.ResourceAccount = _ => throw fault);

        await AssertDeniedAsync(app, situation, "/declared");
    }

    [Theory]
    [Trait("Threat", "E10")]
    [MemberData(nameof(Faults))]
    public async Task E10_ResourceDescription_Throws_IsALoggedDenial(string situation, Exception fault)
    {
        await using TestApp app = await TestApp.StartAsync(
            Map, after: services => services.AddSingleton<IIamResource<Thing>>(new ThingResource(fault)));

        await AssertDeniedAsync(app, situation, "/imperative", "/service");
    }

    [Fact]
    [Trait("Threat", "E10")]
    public async Task E10_ResourceAccount_IsNull_IsADenial()
    {
        await using TestApp app = await StartAsync(o => o.ResourceAccount = _ => null!);

        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync("/declared"));
        Assert.Empty(app.Iam.Questions);
    }

    [Fact]
    [Trait("Threat", "E10")]
    public async Task E10_Authorizer_AnswersNothing_IsADenial()
    {
        await using TestApp app = await TestApp.StartAsync(
            Map, after: services => services.AddSingleton<IIamAuthorizer>(new SilentAuthorizer()));

        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync("/declared"));
    }

    [Fact]
    [Trait("Threat", "E10")]
    public async Task E10_Authorizer_CannotBeMade_IsADenial()
    {
        await using TestApp app = await TestApp.StartAsync(
            Map,
            after: services => services.AddScoped<IIamAuthorizer>(_ => throw new InvalidOperationException(Secret)));

        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync("/declared"));
    }

    [Fact]
    [Trait("Threat", "E10")]
    public async Task E10_Log_Throws_TheEndpointDoesNotRun_AndTheCallerIsTold()
    {
        await using TestApp app = await TestApp.StartAsync(
            Map,
            after: services =>
            {
                Add(services);
                services.AddLogging(logging => logging.AddProvider(new BrokenLog()));
            });
        app.Iam.Allows = _ => false;

        using HttpResponseMessage response = await app.SendAsync("/declared");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    [Trait("Threat", "E10")]
    public async Task E10_AuthorizeMany_Throws_DeniesEach()
    {
        await using TestApp app = await TestApp.StartAsync(routes => routes.MapGet(
            "/",
            async (HttpContext http, IIamAuthorizer iam) =>
            {
                IamQuestion[] questions =
                    [new(ActionName.Parse("orders:A"), Arn.Any), new(ActionName.Parse("orders:B"), Arn.Any)];
                return string.Join(' ', (await iam.AuthorizeManyAsync(http.User, questions)).Select(d => d.IsAllowed));
            }));
        app.Iam.Fault = _ => new TimeoutException();

        using HttpResponseMessage response = await app.SendAsync("/");

        Assert.Equal("False False", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task AssertDeniedAsync(TestApp app, string situation, params string[] paths)
    {
        foreach (string path in paths)
        {
            using HttpResponseMessage response = await app.SendAsync(path);
            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.True(
                response.StatusCode == HttpStatusCode.Forbidden, $"{situation} at {path}: {response.StatusCode}");
            Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
        }

        Assert.Equal(paths.Length, app.Denials.Count());
        Assert.Equal(
            paths.Length,
            app.Logs.GetSnapshot().Count(record => record.Id.Id == 3001 && record.Exception is not null));
    }

    private static Task<TestApp> StartAsync(Action<IamAuthorizationOptions>? options = null) =>
        TestApp.StartAsync(Map, options, after: Add);

    private static void Add(IServiceCollection services) =>
        services.AddSingleton<IIamResource<Thing>>(new ThingResource(fault: null));

    private static void Map(WebApplication app)
    {
        app.MapGet("/declared", () => "ran").RequireIam("orders:Get", "thing");
        app.MapGet("/imperative", async (HttpContext http, IIamAuthorizer iam) =>
        {
            IamDecision decision = await iam.AuthorizeAsync(http.User, "orders:Get", new Thing());
            return decision.IsAllowed ? Results.Ok() : decision.ToProblem();
        });
        app.MapGet("/service", async (HttpContext http, IAuthorizationService service) =>
            (await service.AuthorizeAsync(http.User, new Thing(), "iam:orders:Get|*")).Succeeded
                ? Results.Ok()
                : Results.StatusCode(StatusCodes.Status403Forbidden));
    }

    private sealed class Thing;

    private sealed class ThingResource(Exception? fault) : IIamResource<Thing>
    {
        public string NameOf(Thing resource) => fault is null ? "thing" : throw fault;
    }

    private sealed class BrokenPrincipals(Exception fault) : IIamPrincipals
    {
        public ValueTask<IamPrincipal?> FindUserAsync(
            string accountId, string name, IamSession? session = null, CancellationToken cancellationToken = default) =>
            throw fault;

        public ValueTask<IamPrincipal?> FindRoleSessionAsync(
            string accountId,
            string roleName,
            string sessionName,
            IamSession? session = null,
            CancellationToken cancellationToken = default) => throw fault;

        public ValueTask<IamPrincipalState> GetStateAsync(
            IamPrincipal principal, CancellationToken cancellationToken = default) => throw fault;
    }

    private sealed class SilentAuthorizer : IIamAuthorizer
    {
        public ValueTask<IamDecision> AuthorizeAsync(
            IamPrincipal principal,
            ActionName action,
            IamResource resource,
            RequestContext? context = null,
            CancellationToken cancellationToken = default) => default;

        public ValueTask<System.Collections.Immutable.ImmutableArray<IamDecision>> AuthorizeManyAsync(
            IamPrincipal principal,
            IReadOnlyList<IamQuestion> questions,
            RequestContext? context = null,
            CancellationToken cancellationToken = default) => default;

        public ValueTask RequireRevisionAsync(long revisionMin, CancellationToken cancellationToken = default) =>
            default;
    }

    private sealed class BrokenLog : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == 3000)
            {
                throw new IOException("disk full");
            }
        }

        public void Dispose()
        {
        }
    }
}
