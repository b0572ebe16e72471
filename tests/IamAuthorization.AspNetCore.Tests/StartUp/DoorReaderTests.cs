using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Which endpoints the checks look at.</summary>
public sealed class DoorReaderTests
{
    /// <summary>Pages that are compiled at run time show the attributes of their model only once they are.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PageCompiledAtRunTime_IsReadWithItsModelsAttributes(bool isMapped)
    {
        var pages = new MutableEndpoints();
        pages.Add("/page", _ => Task.CompletedTask, new PageActionDescriptor());
        object[] attributes = isMapped ? [new IamAuthorizeAttribute("orders:Get", "*")] : [];

        Exception? refused = await Record.ExceptionAsync(async () =>
        {
            await using TestApp app = await TestApp.StartAsync(
                routes => ((IEndpointRouteBuilder)routes).DataSources.Add(pages),
                after: services =>
                {
                    services.AddSingleton<PageLoader>(new CompilingLoader(attributes));
                    new IamBuilder(services).RequireIamByDefault();
                });
        });

        Assert.Equal(isMapped ? null : typeof(IamStartupException), refused?.GetType());
    }

    [Fact]
    public async Task EndpointForLinksAlone_NeedsNoMapping()
    {
        var links = new MutableEndpoints();
        links.Add("/link", _ => Task.CompletedTask, new SuppressMatchingMetadata());
        await using TestApp app = await TestApp.StartAsync(
            routes => ((IEndpointRouteBuilder)routes).DataSources.Add(links),
            after: services => new IamBuilder(services).RequireIamByDefault());

        Assert.Equal(System.Net.HttpStatusCode.NotFound, await app.StatusAsync("/link"));
    }

    /// <summary>The route of what gRPC answers UNIMPLEMENTED with, and routes that only look like it.</summary>
    [Theory]
    [InlineData("{unimplementedService}/{unimplementedMethod:grpcunimplemented}", true)]
    [InlineData("greet.Greeter/{unimplementedMethod:grpcunimplemented}", true)]
    [InlineData("greet.Greeter/{unimplementedMethod}", false)]
    [InlineData("{grpcunimplemented}", false)]
    [InlineData("grpcunimplemented", false)]
    public void UnimplementedGrpcMethod_NeedsNoMapping(string route, bool expected)
    {
        var endpoint = new RouteEndpoint(
            _ => Task.CompletedTask,
            RoutePatternFactory.Parse(route),
            order: 0,
            EndpointMetadataCollection.Empty,
            route);

        Assert.Equal(expected, EndpointMapping.IsExempt(endpoint));
    }

    private sealed class CompilingLoader(object[] attributes) : PageLoader
    {
        [Obsolete("As the base is.")]
        public override Task<CompiledPageActionDescriptor> LoadAsync(PageActionDescriptor actionDescriptor) =>
            throw new NotSupportedException();

        public override Task<CompiledPageActionDescriptor> LoadAsync(
            PageActionDescriptor actionDescriptor, EndpointMetadataCollection endpointMetadata)
        {
            var compiled = new CompiledPageActionDescriptor(actionDescriptor)
            {
                Endpoint = new Endpoint(
                    requestDelegate: null, new EndpointMetadataCollection([.. endpointMetadata, .. attributes]), "p"),
            };
            return Task.FromResult(compiled);
        }
    }
}
