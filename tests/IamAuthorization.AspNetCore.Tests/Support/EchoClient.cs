using Grpc.Core;
using Grpc.Net.Client;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Calls <see cref="EchoService"/>.</summary>
internal sealed class EchoClient(GrpcChannel channel, string? user) : IDisposable
{
    private readonly CallInvoker _calls = channel.CreateCallInvoker();

    private CallOptions Options => new(
        user is null ? [] : new Metadata { { "authorization", $"Test {user}" } },
        cancellationToken: TestContext.Current.CancellationToken);

    public async Task<string> SayAsync(string text) =>
        await _calls.AsyncUnaryCall(EchoService.Say, host: null, Options, text);

    public AsyncServerStreamingCall<string> Repeat(string text) =>
        _calls.AsyncServerStreamingCall(EchoService.Repeat, host: null, Options, text);

    public void Dispose() => channel.Dispose();
}
