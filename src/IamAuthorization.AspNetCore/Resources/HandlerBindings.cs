using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>The typed route values of a minimal API's handler, by the framework's rules of parameter binding.</summary>
/// <remarks>
/// <see href="https://learn.microsoft.com/aspnet/core/fundamentals/minimal-apis/parameter-binding">Parameter binding in
/// Minimal API applications</see>
/// </remarks>
internal static class HandlerBindings
{
    private const string BindAsync = nameof(BindAsync);

    /// <param name="handler">The handler.</param>
    /// <param name="pattern">Its route, or <see langword="null"/> where it is not known.</param>
    public static IEnumerable<RouteBinding> Of(MethodInfo handler, RoutePattern? pattern) =>
        handler.GetParameters()
            .SelectMany(parameter => parameter.IsDefined(typeof(AsParametersAttribute), inherit: true)
                ? MembersOf(parameter.ParameterType)
                : [Of(parameter)])
            .Select(argument => BindingOf(argument, pattern))
            .OfType<RouteBinding>();

    /// <summary>The constructor's parameters stand for the properties of the same name, as in records.</summary>
    private static IEnumerable<Argument> MembersOf(Type type)
    {
        Argument[] constructed =
            [.. type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(Of)];
        var names = constructed.Select(argument => argument.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return constructed.Concat(
            type.GetProperties()
                .Where(property => property.CanWrite && !names.Contains(property.Name))
                .Select(property =>
                    new Argument(property.Name, property.PropertyType, property.GetCustomAttributes(inherit: true))));
    }

    private static Argument Of(ParameterInfo parameter) =>
        new(parameter.Name ?? string.Empty, parameter.ParameterType, parameter.GetCustomAttributes(inherit: true));

    private static RouteBinding? BindingOf(Argument argument, RoutePattern? pattern)
    {
        if (argument.Attributes.OfType<IFromRouteMetadata>().FirstOrDefault() is { } fromRoute)
        {
            return RouteBinding.Of(fromRoute.Name ?? argument.Name, argument.Type);
        }

        bool isOfRoute = !argument.Attributes.Any(IsOtherSource)
            && (pattern is null || pattern.GetParameter(argument.Name) is not null);
        if (!isOfRoute)
        {
            return null;
        }

        if (BindsItself(argument.Type))
        {
            return new RouteBinding(argument.Name, Spell: null);
        }

        return IsParsed(argument.Type) ? RouteBinding.Of(argument.Name, argument.Type) : null;
    }

    private static bool IsOtherSource(object attribute) =>
        attribute is IFromQueryMetadata or IFromHeaderMetadata or IFromBodyMetadata or IFromFormMetadata
            or IFromServiceMetadata or FromKeyedServicesAttribute;

    /// <summary>What such a type makes of the request is its own secret.</summary>
    private static bool BindsItself(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy)
            .Any(method => string.Equals(method.Name, BindAsync, StringComparison.Ordinal))
        || type.GetInterfaces().Any(candidate =>
            candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IBindableFromHttpContext<>));

    /// <summary>Any other type comes from the services or the body, whatever its name.</summary>
    private static bool IsParsed(Type type)
    {
        Type value = Nullable.GetUnderlyingType(type) ?? type;
        return value == typeof(Uri) || value.IsEnum || CanonicalSpelling.ParserOf(value) is not null;
    }

    private sealed record Argument(string Name, Type Type, object[] Attributes);
}
