using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Controllers: wherever the attribute stands, and what takes it away.</summary>
public sealed class ControllerDoors
{
    private static readonly Type[] Controllers =
    [
        typeof(ClassDoorController), typeof(MethodDoorController), typeof(DerivedDoorController),
        typeof(AnonymousAboveDoorController), typeof(AreaDoorController),
    ];

    /// <summary>Where a request goes and all that is asked for it.</summary>
    public static TheoryData<string, string[]> Questions => new()
    {
        { "/doors/class/7", ["orders:Class order/7"] },
        { "/doors/class/7/both", ["orders:Class order/7", "orders:Method order/7"] },
        { "/doors/method/7", ["orders:Method order/7"] },
        { "/doors/base/7/inherited", ["orders:Base order/7"] },
        { "/doors/base/7/own", ["orders:Base order/7"] },
        { "/doors/base/7/overridden", ["orders:Base order/7", "orders:Method order/7"] },
        { "/Desk/AreaDoor/Show/7", ["orders:Desk desk/Desk/order/7"] },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Controller_Attribute_IsAskedWhereverItStands(string path, string[] questions)
    {
        await using TestApp app = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync(path));
        Assert.Equal(
            questions,
            app.Iam.Questions.Select(asked => $"{asked.Action} {asked.Arn[TestApp.Prefix.Length..]}").Order());
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Controller_AnyQuestionDenied_DoesNotRun(string path, string[] questions)
    {
        await using TestApp app = await StartAsync();

        foreach (string question in questions)
        {
            app.Iam.Allows = asked => asked.Action != question.Split(' ')[0];
            Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync(path));
            Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusAsync(path, user: null));
        }
    }

    /// <summary>The framework's rule; the combination is reported when an app starts.</summary>
    [Theory]
    [InlineData("/doors/above/7")]
    [InlineData("/doors/class/7/open")]
    public async Task AllowAnonymous_AboveOrBelow_OpensTheActionAsTheFrameworkHasIt(string path)
    {
        await using TestApp app = await StartAsync();
        app.Iam.Allows = _ => false;

        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync(path, user: null));
        Assert.Empty(app.Iam.Questions);
    }

    [Fact]
    public async Task GlobalFilter_Denied_NoActionRuns()
    {
        await using TestApp app = await TestApp.StartAsync(
            routes => routes.MapControllers(),
            options => options.StartupChecks.Skip("IAM1008"),
            after: services => Add(services, typeof(FilteredDoorController))
                .Configure<MvcOptions>(mvc => mvc.Filters.Add(new AuthorizeFilter("iam:orders:All|order/{id}"))));

        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("/doors/filtered/7"));
        Assert.Equal($"{TestApp.Prefix}order/7", app.Iam.Only.Arn);
        app.Iam.Allows = _ => false;
        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync("/doors/filtered/7"));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusAsync("/doors/filtered/7", user: null));
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(
        routes =>
        {
            routes.MapControllers();
            routes.MapAreaControllerRoute("desk", "Desk", "Desk/{controller}/{action}/{id}");
        },
        after: services => Add(services, Controllers)
            .Configure<MvcOptions>(mvc => mvc.Conventions.Add(new AnonymousAbove())));

    private static IServiceCollection Add(IServiceCollection services, params Type[] controllers)
    {
        services.AddControllers().ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.ApplicationParts.Add(new TypesPart(controllers));
        });
        return services;
    }

    /// <summary>What the attribute on the class does; written there, the compiler itself refuses it.</summary>
    private sealed class AnonymousAbove : IControllerModelConvention
    {
        public void Apply(ControllerModel controller)
        {
            foreach (SelectorModel selector in controller.Selectors)
            {
                if (controller.ControllerType == typeof(AnonymousAboveDoorController))
                {
                    selector.EndpointMetadata.Add(new AllowAnonymousAttribute());
                }
            }
        }
    }
}
