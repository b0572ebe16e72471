using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// <see cref="IIamResource{T}"/> for an object whose type is known at run time only.
/// </summary>
internal abstract class ResourceDescriber
{
    /// <summary>As many entries as the app has resource types.</summary>
    private static readonly ConcurrentDictionary<Type, ResourceDescriber> Describers = new();

    /// <summary>What the app says of an object, or <see langword="null"/> when it says nothing of its type.</summary>
    public static ResourceDescription? Describe(object resource, IServiceProvider services)
    {
        ResourceDescription? description = null;
        for (Type? type = resource.GetType(); type is not null && description is null; type = type.BaseType)
        {
            description = Describers.GetOrAdd(type, Make).TryDescribe(resource, services);
        }

        return description;
    }

    protected abstract ResourceDescription? TryDescribe(object resource, IServiceProvider services);

    private static ResourceDescriber Make(Type type) =>
        (ResourceDescriber)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(type))!;

    private sealed class Typed<T> : ResourceDescriber
        where T : notnull
    {
        protected override ResourceDescription? TryDescribe(object resource, IServiceProvider services)
        {
            IIamResource<T>? known = services.GetService<IIamResource<T>>();
            return known is null
                ? null
                : new ResourceDescription(
                    known.NameOf((T)resource), known.OwnerAccountOf((T)resource), known.TagsOf((T)resource));
        }
    }
}

/// <summary>What the app says of one of its objects.</summary>
internal sealed record ResourceDescription(
    string Name, string? OwnerAccountId, ImmutableDictionary<string, string>? Tags);
