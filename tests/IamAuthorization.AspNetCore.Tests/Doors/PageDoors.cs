using System.Net;
using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// Razor Pages: the model asks for all its handlers; an attribute on a handler never passes for a guard.
/// </summary>
public sealed class PageDoors
{
    [Theory]
    [InlineData("GET", "/Guarded", "ran get")]
    [InlineData("POST", "/Guarded", "ran post")]
    [InlineData("POST", "/Guarded?handler=Other", "ran other")]
    public async Task PageModelAttribute_EachHandler_IsDecided(string verb, string path, string expected)
    {
        await using TestApp app = await StartAsync();

        using HttpResponseMessage allowed = await app.SendAsync(path, method: new HttpMethod(verb));
        Assert.Equal(expected, await allowed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"{TestApp.Prefix}page/guarded", app.Iam.Only.Arn);
        app.Iam.Allows = _ => false;
        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync(path, method: new HttpMethod(verb)));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusAsync(path, user: null, new HttpMethod(verb)));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task PageHandlerAttribute_WhichTheFrameworkOverlooks_ThePageIsRefused(string verb)
    {
        await using TestApp app = await StartAsync();

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => app.StatusAsync("/Handler", method: new HttpMethod(verb)));

        Assert.Contains("`HandlerModel.OnPost` has no effect", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PageHandlerAttribute_StartUp_IsAFinding()
    {
        await using TestApp app = await StartAsync();

        IReadOnlyList<IamStartupFinding> findings = await app.Services.GetServices<IIamStartupCheck>()
            .OfType<PageHandlerCheck>().Single().FindAsync(TestContext.Current.CancellationToken);

        IamStartupFinding finding = Assert.Single(findings);
        Assert.Equal("IAM1016", finding.Id);
        Assert.Contains("`HandlerModel.OnPost`", finding.Problem, StringComparison.Ordinal);
        Assert.Contains("page model", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PageHandlerAttribute_AppWithoutPages_HasNoFinding()
    {
        await using TestApp app = await TestApp.StartAsync(_ => { });

        Assert.Empty(await app.Services.GetServices<IIamStartupCheck>()
            .OfType<PageHandlerCheck>().Single().FindAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>An app with the pages, whose start-up would tell of the handler.</summary>
    internal static Task<TestApp> StartAsync(Action<IamAuthorizationOptions>? options = null) => TestApp.StartAsync(
        routes => routes.MapRazorPages(),
        options ?? (o => o.StartupChecks.Skip("IAM1016")),
        after: services => services
            .AddRazorPages(pages => pages.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute()))
            .ConfigureApplicationPartManager(parts =>
            {
                parts.ApplicationParts.Clear();
                parts.ApplicationParts.Add(new HandMadePages());
            }));
}
