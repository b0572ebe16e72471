using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Primitives;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Which requests stay open for long: told by their endpoint, which a client cannot change, and by what a client must
/// send to make it so.
/// </summary>
internal static class StayingEndpoints
{
    private const string EventStream = "text/event-stream";
    private const string Grpc = "application/grpc";
    private const string GrpcMetadata = "Grpc.AspNetCore.Server.GrpcMethodMetadata";

    private static readonly ConditionalWeakTable<Endpoint, Kind> Known = [];

    /// <summary>Whether the request stays open.</summary>
    /// <param name="http">The request.</param>
    /// <param name="isHub">Whether it does so for a hub, whose connections tell themselves when they open.</param>
    public static bool Stays(HttpContext http, out bool isHub)
    {
        Kind kind = http.GetEndpoint() is { } endpoint ? KindOf(endpoint) : Kind.Plain;
        isHub = kind.IsHub;
        return kind.Stays || (kind.IsOpenToClients && AsksToStay(http.Request));
    }

    private static bool AsksToStay(HttpRequest request)
    {
        IHeaderDictionary headers = request.Headers;
        return headers.Upgrade.Count > 0
            || HttpMethods.IsConnect(request.Method)
            || Names(headers.Accept, EventStream)
            || (HttpMethods.IsPost(request.Method) && Names(headers.ContentType, Grpc));
    }

    private static bool Names(StringValues values, string mediaType)
    {
        foreach (string? value in values)
        {
            if (value is not null && value.Contains(mediaType, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static Kind KindOf(Endpoint endpoint)
    {
        if (!Known.TryGetValue(endpoint, out Kind? kind))
        {
            kind = Read(endpoint.Metadata);
            Known.AddOrUpdate(endpoint, kind);
        }

        return kind;
    }

    private static Kind Read(EndpointMetadataCollection metadata)
    {
        if (metadata.GetMetadata<HubMetadata>() is not null)
        {
            return Kind.Hub;
        }

        object? grpc = metadata.FirstOrDefault(
            item => string.Equals(item.GetType().FullName, GrpcMetadata, StringComparison.Ordinal));
        bool stays = metadata.GetMetadata<ReauthorizeWhileOpenAttribute>() is not null
            || metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
                .Any(produced => produced.ContentTypes.Contains(EventStream, StringComparer.OrdinalIgnoreCase))
            || (HandlerOf(metadata) is { } handler && HubArguments.HasStream(handler))
            || (grpc is not null && !IsUnary(grpc));
        return stays ? Kind.Staying : grpc is null ? Kind.Plain : Kind.Short;
    }

    private static MethodInfo? HandlerOf(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<ControllerActionDescriptor>()?.MethodInfo ?? metadata.GetMetadata<MethodInfo>();

    /// <summary>WHY by name: an app without gRPC must not need its package.</summary>
    private static bool IsUnary(object metadata)
    {
        object? method = ValueOf(metadata, "Method");
        return string.Equals(
            method is null ? null : ValueOf(method, "Type")?.ToString(), "Unary", StringComparison.Ordinal);
    }

    private static object? ValueOf(object instance, string property) =>
        instance.GetType().GetProperty(property)?.GetValue(instance);

    private sealed record Kind(bool IsHub, bool Stays, bool IsOpenToClients)
    {
        public static readonly Kind Hub = new(IsHub: true, Stays: true, IsOpenToClients: false);
        public static readonly Kind Staying = new(IsHub: false, Stays: true, IsOpenToClients: false);
        public static readonly Kind Short = new(IsHub: false, Stays: false, IsOpenToClients: false);
        public static readonly Kind Plain = new(IsHub: false, Stays: false, IsOpenToClients: true);
    }
}
