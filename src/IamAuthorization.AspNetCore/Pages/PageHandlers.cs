using System.Reflection;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Handler methods of pages that bear the attribute. The framework authorizes a page before it chooses the handler, and
/// overlooks what stands on a handler: the handler would be open.
/// </summary>
/// <remarks>
/// <see href="https://learn.microsoft.com/aspnet/core/razor-pages/filter#authorize-filter-attribute">Authorize filter
/// attribute of Razor Pages</see>
/// </remarks>
internal static class PageHandlers
{
    private const string ModelProperty = "Model";

    /// <summary>What to do about such a handler.</summary>
    public const string Remedy =
        "Put the attribute on the page model, give the handler a page of its own, or ask IIamAuthorizer inside it.";

    /// <summary>The methods of a page or of its model that bear the attribute.</summary>
    public static IEnumerable<MethodInfo> WithAttribute(Type page) =>
        from type in (Type?[])[page, page.GetProperty(ModelProperty)?.PropertyType]
        where type is not null
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.IsDefined(typeof(IamAuthorizeAttribute), inherit: true)
        select method;

    /// <summary>What is wrong with such a handler.</summary>
    public static string ProblemOf(MethodInfo handler) =>
        $"[IamAuthorize] on the page handler `{handler.DeclaringType?.Name}.{handler.Name}` has no effect: the "
        + "framework authorizes pages, not their handlers.";
}
