using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// The route values that an endpoint parses before it acts on them. What is checked must be what is used: `007` in an
/// ARN is not the order 7 that the handler gets (threat H1).
/// </summary>
internal sealed class RouteBindings
{
    private static readonly ConditionalWeakTable<Endpoint, RouteBindings> Known = [];

    private readonly FrozenDictionary<string, ImmutableArray<RouteBinding>> _byName;

    private RouteBindings(IEnumerable<RouteBinding> bindings) =>
        _byName = bindings
            .GroupBy(binding => binding.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(
                group => group.Key, group => group.ToImmutableArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Why one of the route values is not the value that the endpoint acts on, or <see langword="null"/>.
    /// </summary>
    /// <param name="parameters">The route parameters that the resource is made of.</param>
    /// <param name="values">The route values.</param>
    /// <param name="http">The request.</param>
    public static string? ProblemOf(
        ImmutableArray<string> parameters, RouteValueDictionary values, HttpContext http)
    {
        if (parameters.IsEmpty)
        {
            return null;
        }

        if (http.GetEndpoint() is not { } endpoint)
        {
            return "no endpoint is selected, so it is not known how the route values are read; use endpoint routing";
        }

        if (!Known.TryGetValue(endpoint, out RouteBindings? bindings))
        {
            bindings = new RouteBindings(Read(endpoint, http.RequestServices));
            Known.AddOrUpdate(endpoint, bindings);
        }

        return bindings._byName.Count == 0 ? null : bindings.FirstProblemOf(parameters, values, http);
    }

    private static IEnumerable<RouteBinding> Read(Endpoint endpoint, IServiceProvider services)
    {
        if (endpoint.Metadata.GetMetadata<ActionDescriptor>() is { } action)
        {
            return ActionBindings.Of(action, services.GetRequiredService<IModelMetadataProvider>());
        }

        return endpoint.Metadata.GetMetadata<MethodInfo>() is { } handler
            ? HandlerBindings.Of(handler, (endpoint as RouteEndpoint)?.RoutePattern)
            : [];
    }

    private string? FirstProblemOf(ImmutableArray<string> parameters, RouteValueDictionary values, HttpContext http)
    {
        string? problem = null;
        foreach (string name in parameters)
        {
            problem ??= ProblemOf(name, values, http);
        }

        return problem;
    }

    private string? ProblemOf(string name, RouteValueDictionary values, HttpContext http)
    {
        if (!_byName.TryGetValue(name, out ImmutableArray<RouteBinding> bindings))
        {
            return null;
        }

        string value = Convert.ToString(values[name], CultureInfo.InvariantCulture) ?? string.Empty;
        string? problem = null;
        foreach (RouteBinding binding in bindings)
        {
            problem ??= binding.ProblemOf(value, http.Request);
        }

        return problem;
    }
}
