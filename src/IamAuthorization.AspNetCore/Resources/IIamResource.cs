using System.Collections.Immutable;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Says what an object of the app is to IAM. Registered by the app as a service, one per type; a type without its own
/// uses its base type's.
/// </summary>
/// <typeparam name="T">The app's type, for example an order.</typeparam>
public interface IIamResource<in T>
    where T : notnull
{
    /// <summary>The name of the resource.</summary>
    /// <param name="resource">The object.</param>
    /// <returns>
    /// <c>order/42</c>, which the app's partition, service, region and the owner are put before, or a whole ARN. It is
    /// text, never a pattern or template.
    /// </returns>
    string NameOf(T resource);

    /// <summary>The account that owns it, which decides same or cross account (EV-21).</summary>
    /// <param name="resource">The object.</param>
    /// <returns>12 digits, or <see langword="null"/> for the account that owns the app's resources.</returns>
    string? OwnerAccountOf(T resource) => null;

    /// <summary>Its tags, the values of <c>aws:ResourceTag/*</c>.</summary>
    /// <param name="resource">The object.</param>
    /// <returns>The tags, or <see langword="null"/> to have them asked for when a condition needs them.</returns>
    ImmutableDictionary<string, string>? TagsOf(T resource) => null;
}
