using IamAuthorization.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Marks endpoints that deliberately ask nothing of IAM.</summary>
public static class WithoutIamExtensions
{
    /// <summary>
    /// Says that the endpoints need no mapping although the app called <c>RequireIamByDefault</c>. It opens and closes
    /// nothing: what else guards them still does.
    /// </summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="reason">Why, for whoever reviews it.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public static TBuilder WithoutIam<TBuilder>(this TBuilder builder, string reason)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithMetadata(new WithoutIamAttribute(reason));
    }
}
