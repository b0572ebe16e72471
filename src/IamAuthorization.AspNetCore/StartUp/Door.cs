using System.Collections.Frozen;
using System.Collections.Immutable;
using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.SignalR;

namespace IamAuthorization.AspNetCore;

/// <summary>An endpoint as the start-up checks see it.</summary>
internal sealed class Door
{
    private const string NameOfMinimalApis = "HTTP: ";

    public Door(Endpoint endpoint)
    {
        Endpoint = endpoint;
        Name = NameOf(endpoint);
        FrozenSet<string>? parameters = ParametersOf(endpoint as RouteEndpoint);
        Questions =
        [
            .. EndpointMapping.QuestionsOf(endpoint).Select(name => new DoorQuestion(Name, name, "route", parameters)),
            .. HubMethods(endpoint),
        ];
    }

    public Endpoint Endpoint { get; }

    /// <summary>Methods, route and name, for messages.</summary>
    public string Name { get; }

    /// <summary>What the endpoint asks, and the methods of its hub.</summary>
    public ImmutableArray<DoorQuestion> Questions { get; }

    private static string NameOf(Endpoint endpoint)
    {
        string name = LogText.Of(endpoint.DisplayName ?? "without name");
        if (endpoint is not RouteEndpoint { RoutePattern: var pattern })
        {
            return name;
        }

        IEnumerable<string> all = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        string methods = string.Join(", ", all.Order(StringComparer.Ordinal));
        string route = $"/{LogText.Of(pattern.RawText ?? string.Empty).TrimStart('/')}";
        string call = methods.Length == 0 ? $"`{route}`" : $"`{methods} {route}`";
        return name.StartsWith(NameOfMinimalApis, StringComparison.Ordinal) || name == pattern.RawText
            ? call
            : $"{call} ({name})";
    }

    /// <summary>What a match puts into the route values.</summary>
    private static FrozenSet<string>? ParametersOf(RouteEndpoint? endpoint) =>
        endpoint is not { RoutePattern: RoutePattern pattern }
            ? null
            : pattern.Parameters.Select(parameter => parameter.Name)
                .Concat(pattern.Defaults.Keys)
                .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<DoorQuestion> HubMethods(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HubMetadata>() is { HubType: var hub } ? HubDoors.QuestionsOf(hub) : [];
}
