using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>gRPC: methods are endpoints, and ask like endpoints.</summary>
public sealed class GrpcDoors
{
    [Fact]
    public async Task GrpcUnary_MethodAndService_AreBothAsked()
    {
        await using TestApp app = await StartAsync();
        using EchoClient client = Client(app);

        Assert.Equal("hello", await client.SayAsync("hello"));
        Assert.Equal(
            ["orders:Call *", "orders:Say echo/say"],
            app.Iam.Questions.Select(asked => $"{asked.Action} {asked.Arn.Replace(TestApp.Prefix, "")}").Order());
    }

    [Theory]
    [InlineData("orders:Call")]
    [InlineData("orders:Say")]
    public async Task GrpcUnary_Denied_IsPermissionDenied(string denied)
    {
        await using TestApp app = await StartAsync();
        app.Iam.Allows = asked => asked.Action != denied;
        using EchoClient client = Client(app);

        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => client.SayAsync("hello"));

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task GrpcUnary_NoCredentials_IsUnauthenticated()
    {
        await using TestApp app = await StartAsync();
        using EchoClient client = Client(app, user: null);

        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => client.SayAsync("hello"));

        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Empty(app.Iam.Questions);
    }

    [Fact]
    public async Task GrpcStream_IsDecidedBeforeItsFirstMessage()
    {
        await using TestApp app = await StartAsync();
        using EchoClient client = Client(app);
        using (AsyncServerStreamingCall<string> call = client.Repeat("hello"))
        {
            Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        }

        app.Iam.Allows = asked => asked.Action != "orders:Repeat";
        using AsyncServerStreamingCall<string> denied = client.Repeat("hello");
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            () => denied.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(
        routes => routes.MapGrpcService<EchoService>().RequireIam("orders:Call", "*"), before: EchoService.AddTo);

    private static EchoClient Client(TestApp app, string? user = "alice") => new(
        GrpcChannel.ForAddress(
            "http://localhost", new GrpcChannelOptions { HttpHandler = app.Server.CreateHandler() }),
        user);
}
