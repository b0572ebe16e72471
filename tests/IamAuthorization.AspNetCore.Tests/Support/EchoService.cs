using System.Text;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>A gRPC service made by hand: what the protocol's compiler would write, with texts for messages.</summary>
internal sealed class EchoService
{
    private static readonly Marshaller<string> Text =
        Marshallers.Create(text => Encoding.UTF8.GetBytes(text), bytes => Encoding.UTF8.GetString(bytes));

    public static Method<string, string> Say { get; } =
        new(MethodType.Unary, "orders.Echo", "Say", Text, Text);

    public static Method<string, string> Repeat { get; } =
        new(MethodType.ServerStreaming, "orders.Echo", "Repeat", Text, Text);

    public static void AddTo(IServiceCollection services)
    {
        services.AddGrpc();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceMethodProvider<EchoService>, Methods>());
    }

    internal sealed class Methods : IServiceMethodProvider<EchoService>
    {
        public void OnServiceMethodDiscovery(ServiceMethodProviderContext<EchoService> context)
        {
            context.AddUnaryMethod(
                Say,
                [new IamAuthorizeAttribute("orders:Say", "echo/say")],
                (_, text, _) => Task.FromResult(text));
            context.AddServerStreamingMethod(
                Repeat,
                [new IamAuthorizeAttribute("orders:Repeat", "echo/repeat")],
                async (_, text, stream, call) =>
                {
                    await stream.WriteAsync(text, call.CancellationToken);
                    await Task.Delay(Timeout.Infinite, call.CancellationToken);
                });
        }
    }
}
