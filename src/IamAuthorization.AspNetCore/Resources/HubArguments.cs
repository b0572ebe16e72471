using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// The arguments of a hub method's caller as values for a template. What is checked is what the method gets: a value
/// that is no text is spelled in its one spelling (threat H1).
/// </summary>
/// <remarks>
/// <see href="https://learn.microsoft.com/aspnet/core/signalr/hubs#inject-services-into-a-hub">Inject services into a
/// hub</see>: services, cancellation tokens and streams of the client are parameters, but no arguments.
/// </remarks>
internal static class HubArguments
{
    private static readonly ConcurrentDictionary<MethodInfo, bool> Streams = new();

    /// <summary>Reads the arguments that a template names.</summary>
    /// <param name="invocation">The invocation.</param>
    /// <param name="names">The template's parameters.</param>
    /// <param name="values">Their values.</param>
    /// <param name="problem">Why one has no value, as a phrase for operators, or <see langword="null"/>.</param>
    /// <returns>Whether each has a value.</returns>
    public static bool TryRead(
        HubInvocationContext invocation,
        ImmutableArray<string> names,
        out RouteValueDictionary values,
        [NotNullWhen(false)] out string? problem)
    {
        values = [];
        problem = null;
        if (names.IsEmpty)
        {
            return true;
        }

        if (ParametersOf(invocation) is not { } parameters)
        {
            problem = $"the arguments of the hub method `{invocation.HubMethodName}` do not fit its parameters";
            return false;
        }

        foreach (string name in names)
        {
            problem = ProblemOf(invocation, parameters, name, out string value);
            if (problem is not null)
            {
                return false;
            }

            values[name] = value;
        }

        return true;
    }

    /// <summary>Whether what a hub method returns or takes goes on after the method was called.</summary>
    public static bool HasStream(MethodInfo method) => Streams.GetOrAdd(method, FindStream);

    private static bool FindStream(MethodInfo method)
    {
        Type returned = method.ReturnType;
        bool isLater = returned.IsGenericType
            && returned.GetGenericTypeDefinition() is { } definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>));
        return IsReturnedStream(isLater ? returned.GenericTypeArguments[0] : returned)
            || method.GetParameters().Any(parameter => IsStream(parameter.ParameterType));
    }

    private static string? ProblemOf(
        HubInvocationContext invocation, ParameterInfo[] parameters, string name, out string value)
    {
        value = string.Empty;
        int[] named =
        [
            .. Enumerable.Range(0, parameters.Length).Where(
                i => string.Equals(parameters[i].Name, name, StringComparison.OrdinalIgnoreCase)),
        ];
        if (named.Length != 1)
        {
            return $"the hub method `{invocation.HubMethodName}` takes no argument `{name}` from its caller";
        }

        if (invocation.HubMethodArguments[named[0]] is not { } argument)
        {
            return $"the argument `{name}` is null";
        }

        string? spelling = CanonicalSpelling.OfValue(argument);
        value = spelling ?? string.Empty;
        return spelling is null
            ? $"the argument `{name}` is of a type of which it is not known how values are spelled; take a string, or "
                + "a type with a TryParse and a ToString that returns what TryParse reads"
            : null;
    }

    /// <summary>The parameters that the caller's arguments are for, in their order.</summary>
    /// <remarks>
    /// Whether a parameter is a service depends on an option of the hub. Leaving services out makes the list shorter,
    /// so the number of arguments tells which of the two it is.
    /// </remarks>
    private static ParameterInfo[]? ParametersOf(HubInvocationContext invocation)
    {
        int count = invocation.HubMethodArguments.Count;
        ParameterInfo[] sent = [.. invocation.HubMethod.GetParameters().Where(IsSent)];
        var services = invocation.ServiceProvider.GetService<IServiceProviderIsService>();
        ParameterInfo[] plain = [.. sent.Where(parameter => !IsService(parameter, services))];
        return plain.Length == count ? plain : sent.Length == count ? sent : null;
    }

    private static bool IsSent(ParameterInfo parameter) =>
        parameter.ParameterType != typeof(CancellationToken)
        && !IsStream(parameter.ParameterType)
        && !parameter.GetCustomAttributes(inherit: true)
            .Any(attribute => attribute is IFromServiceMetadata or FromKeyedServicesAttribute);

    /// <summary>The framework takes a parameter for a service only where it bears no attribute at all.</summary>
    private static bool IsService(ParameterInfo parameter, IServiceProviderIsService? services)
    {
        Type type = parameter.ParameterType;
        bool isList = type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>);
        return !parameter.CustomAttributes.Any()
            && services?.IsService(isList ? type.GenericTypeArguments[0] : type) == true;
    }

    private static bool IsStream(Type type) =>
        type.IsGenericType
        && type.GetGenericTypeDefinition() is { } definition
        && (definition == typeof(IAsyncEnumerable<>) || definition == typeof(ChannelReader<>));

    private static bool IsReturnedStream(Type type)
    {
        bool isStream = IsStream(type) || type.GetInterfaces().Any(IsStream);
        for (Type? ancestor = type.BaseType; ancestor is not null && !isStream; ancestor = ancestor.BaseType)
        {
            isStream = IsStream(ancestor);
        }

        return isStream;
    }
}
