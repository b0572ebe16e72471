using IamAuthorization.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>What endpoints and groups of endpoints ask of IAM.</summary>
public static class IamEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Asks IAM whether the caller may do an action on a resource before the endpoint runs. What a group and its
    /// endpoint ask must both be allowed.
    /// </summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="action">The concrete action, for example <c>orders:GetOrder</c>.</param>
    /// <param name="template">
    /// The resource, for example <c>order/{id}</c>, a whole ARN, or <c>*</c>; see <see cref="IamAuthorizeAttribute"/>.
    /// </param>
    /// <returns>The builder.</returns>
    public static TBuilder RequireIam<TBuilder>(this TBuilder builder, string action, string template)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.RequireAuthorization(new IamAuthorizeAttribute(action, template));
    }

    /// <summary>
    /// Opts the endpoint in to anonymous evaluation: a request without credentials is decided on by resource-based
    /// policies alone (EV-28). A failed credential stays 401.
    /// </summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">The endpoint.</param>
    /// <returns>The builder.</returns>
    public static TBuilder AllowAnonymousByPolicy<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithMetadata(new AllowAnonymousByPolicyAttribute());
    }

    /// <summary>
    /// Says that requests to the endpoint stay open: what they were allowed is decided again while they run, and a
    /// request that is not allowed any more is aborted. Hubs, WebSockets, gRPC streams and results that stream are
    /// found without.
    /// </summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The builder.</returns>
    public static TBuilder ReauthorizeWhileOpen<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithMetadata(new ReauthorizeWhileOpenAttribute());
    }
}
