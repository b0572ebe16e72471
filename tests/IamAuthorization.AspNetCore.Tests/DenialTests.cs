using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class DenialTests
{
    private const string Bare = $"User: {TestApp.Alice} is not authorized to perform: orders:GetOrder";
    private const string OnResource = $"{Bare} on resource: {TestApp.Prefix}order/7";
    private const string Reason = $"{OnResource} because no identity-based policy allows the orders:GetOrder action";

    [Theory]
    [InlineData("/orders/7", TestApp.Account, IamDenialDetail.Reason, Reason)]
    [InlineData("/orders/7", TestApp.Account, IamDenialDetail.Bare, OnResource)]
    [InlineData("/orders/7", "222233334444", IamDenialDetail.Reason, Bare)]
    [InlineData("/orders/7", "222233334444", IamDenialDetail.Bare, Bare)]
    public async Task EV48_Denial_SameAccountCallerOnly_IsToldTheReason(
        string path, string owner, IamDenialDetail detail, string expected)
    {
        await using TestApp app = await StartAsync(o =>
        {
            o.ResourceAccount = _ => owner;
            o.DenialDetail = detail;
        });
        app.Iam.Allows = _ => false;

        using HttpResponseMessage response = await app.SendAsync(path);
        using JsonDocument body = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(expected, Member(body, "detail"));
        Assert.Equal("orders:GetOrder", Member(body, "action"));
        Assert.Equal(403, body.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(Member(body, "decisionId"));
    }

    [Fact]
    [Trait("Threat", "L4")]
    public async Task L4_UndecidedQuestion_Caller_IsNotToldWhatFailed()
    {
        await using TestApp app = await StartAsync();
        app.Iam.Fault = _ => new TimeoutException("connection string");

        using HttpResponseMessage response = await app.SendAsync("/orders/7");
        using JsonDocument body = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal($"{OnResource} because the question could not be decided", Member(body, "detail"));
        IamDecisionRecord? record =
            app.Services.GetRequiredService<IIamDecisionLog>().Find(Member(body, "decisionId"));
        Assert.Contains(nameof(TimeoutException), record!.Decision.Failure, StringComparison.Ordinal);
        Assert.Contains(nameof(TimeoutException), Assert.Single(app.Denials).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EV48_Denial_AnonymousCaller_GetsChallengeAndBareMessage()
    {
        await using TestApp app = await StartAsync();
        app.Iam.Allows = _ => false;

        using HttpResponseMessage response = await app.SendAsync("/public/7", user: null);
        using JsonDocument body = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.NotEmpty(response.Headers.WwwAuthenticate);
        Assert.Equal("User: anonymous is not authorized to perform: orders:GetOrder", Member(body, "detail"));
    }

    [Fact]
    public async Task Denial_DecisionId_IsTheLoggedOne()
    {
        await using TestApp app = await StartAsync();
        app.Iam.Allows = _ => false;

        using HttpResponseMessage response = await app.SendAsync("/orders/7");
        using JsonDocument body = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        FakeLogRecord denial = Assert.Single(app.Denials);
        Assert.Equal(Member(body, "decisionId"), denial.GetStructuredStateValue("DecisionId"));
        Assert.NotNull(app.Services.GetRequiredService<IIamDecisionLog>().Find(Member(body, "decisionId")));
        Assert.Equal(TestApp.Alice, denial.GetStructuredStateValue("Principal"));
        Assert.Equal(TestApp.Prefix + "order/7", denial.GetStructuredStateValue("Resource"));
        Assert.Equal("ImplicitDeny", denial.GetStructuredStateValue("Outcome"));
    }

    [Theory]
    [InlineData("/result/minimal")]
    [InlineData("/result/controller")]
    public async Task ToProblem_FromAnEndpoint_IsTheSameDenial(string path)
    {
        await using TestApp app = await StartAsync();
        app.Iam.Allows = _ => false;

        using HttpResponseMessage response = await app.SendAsync(path);
        using JsonDocument body = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(Reason, Member(body, "detail"));
        Assert.Equal(
            Member(body, "decisionId"), Assert.Single(app.Denials).GetStructuredStateValue("DecisionId"));
    }

    [Theory]
    [InlineData("/result/minimal")]
    [InlineData("/result/controller")]
    public async Task ToProblem_CallerWithoutCredentials_IsChallenged(string path)
    {
        await using TestApp app = await StartAsync();

        HttpStatusCode status = await app.StatusAsync(path, user: null);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Empty(app.Iam.Questions);
    }

    [Fact]
    public void ToProblem_OfAnAllow_IsMisuse()
    {
        IamDecision allow = IamEvaluator.Decide(
            new AuthorizationRequest(IamPrincipal.Root(TestApp.Account), ActionName.Parse("orders:Get"), Arn.Any),
            default);

        Assert.Throws<InvalidOperationException>(() => allow.ToProblem());
    }

    [Fact]
    public async Task Feature_SeveralQuestions_HoldsTheDecisionsInOrder()
    {
        await using TestApp app = await TestApp.StartAsync(routes =>
            routes.MapGet("/", (HttpContext http) => string.Join(
                ' ',
                http.Features.Get<IIamDecisionFeature>()!.Decisions.Select(made => made.Decision.Action.ToString())))
            .RequireIam("orders:A", "*").RequireIam("orders:B", "*"));

        using HttpResponseMessage response = await app.SendAsync("/");

        Assert.Equal(
            "orders:A orders:B", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true, "allow", "root")]
    [InlineData(false, "implicit_deny", "identity")]
    public async Task Metrics_Decision_IsCountedWithFewValuedTags(bool allows, string outcome, string decidedBy)
    {
        await using TestApp app = await StartAsync();
        app.Iam.Allows = _ => allows;
        using var counter = new MetricCollector<long>(
            app.Services.GetRequiredService<IMeterFactory>(), "IamAuthorization", "iam.decisions");

        await app.StatusAsync("/orders/7");

        CollectedMeasurement<long> measured = Assert.Single(counter.GetMeasurementSnapshot());
        Assert.Equal(1, measured.Value);
        Assert.Equal(outcome, measured.Tags["iam.outcome"]);
        Assert.Equal(decidedBy, measured.Tags["iam.decided_by"]);
        Assert.Equal(2, measured.Tags.Count);
    }

    [Fact]
    public async Task Trace_Decision_NamesQuestionAndOutcome()
    {
        var traced = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "IamAuthorization",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (traced)
                {
                    traced.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using TestApp app = await StartAsync();

        await app.StatusAsync("/orders/traced");

        lock (traced)
        {
            Activity mine = Assert.Single(
                traced, activity => (string?)activity.GetTagItem("iam.resource") == TestApp.Prefix + "order/traced");
            Assert.Equal("orders:GetOrder", mine.GetTagItem("iam.action"));
            Assert.Equal("allow", mine.GetTagItem("iam.outcome"));
            Assert.Equal(TestApp.Account, ((string)mine.GetTagItem("iam.resource")!).Split(':')[4]);
        }
    }

    private static string Member(JsonDocument body, string name) => body.RootElement.GetProperty(name).GetString()!;

    private static Task<TestApp> StartAsync(Action<IamAuthorizationOptions>? options = null) => TestApp.StartAsync(
        app =>
        {
            app.MapControllers();
            app.MapGet("/orders/{id}", (string id) => id).RequireIam("orders:GetOrder", "order/{id}");
            app.MapGet("/public/{id}", (string id) => id)
                .RequireIam("orders:GetOrder", "order/{id}").AllowAnonymousByPolicy();
            app.MapGet("/result/minimal", async (IIamAuthorizer iam, HttpContext http) =>
            {
                IamDecision decision = await iam.AuthorizeAsync(http.User, "orders:GetOrder", "order/7");
                return decision.IsAllowed ? Results.Ok() : decision.ToProblem();
            });
        },
        options,
        after: services => services.AddControllers().AddOnly(typeof(ResultController)));
}

[ApiController]
[Route("result/controller")]
public sealed class ResultController(IIamAuthorizer iam) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Get()
    {
        IamDecision decision = await iam.AuthorizeAsync(User, "orders:GetOrder", "order/7");
        return decision.IsAllowed ? Ok() : decision.ToProblem();
    }
}
