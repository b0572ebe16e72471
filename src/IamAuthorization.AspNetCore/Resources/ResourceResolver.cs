using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// The one place where the things a request acts on become ARNs: the route values of an endpoint, or the app's object.
/// </summary>
internal sealed class ResourceResolver(IamAuthorizationOptions options)
{
    /// <summary>The resource of an endpoint.</summary>
    public ResourceResolution OfRoute(ResourceTemplate template, HttpContext http)
    {
        string owner = OwnerOf(http);
        if (!IamPrincipal.IsAccountId(owner))
        {
            return NoAccount(owner);
        }

        if (!template.TryFill(PrefixOf(owner), http.Request.RouteValues, out Arn arn, out string? problem))
        {
            return ResourceResolution.Refused(problem, owner);
        }

        return RouteBindings.ProblemOf(template.Parameters, http) is { } otherValue
            ? ResourceResolution.Refused(otherValue, owner)
            : ResourceResolution.Of(new IamResource(arn) { OwnerAccountId = owner });
    }

    /// <summary>The resource that an object of the app is.</summary>
    public ResourceResolution OfObject(object resource, HttpContext http) => resource switch
    {
        IamResource known => ResourceResolution.Of(known),
        Arn arn => OfText(new ResourceDescription(arn.ToString(), OwnerAccountId: null, Tags: null), http),
        string name => OfText(new ResourceDescription(name, OwnerAccountId: null, Tags: null), http),
        _ => ResourceDescriber.Describe(resource, http.RequestServices) is { } description
            ? OfText(description, http)
            : ResourceResolution.Failed(
                $"a resource of type `{resource.GetType().FullName}` is not known; register an "
                + $"IIamResource<{resource.GetType().Name}>"),
    };

    private static ResourceResolution NoAccount(string owner) =>
        ResourceResolution.Failed($"the resource's owner `{LogText.Of(owner)}` is not an account id of 12 digits");

    private ResourceResolution OfText(ResourceDescription description, HttpContext http)
    {
        string owner = description.OwnerAccountId ?? OwnerOf(http);
        if (!IamPrincipal.IsAccountId(owner))
        {
            return NoAccount(owner);
        }

        bool isWhole = description.Name is "*" || description.Name.StartsWith("arn:", StringComparison.Ordinal);
        string text = isWhole ? description.Name : PrefixOf(owner) + description.Name;
        if (description.Name.Length == 0 || !Arn.TryParse(text, out Arn arn))
        {
            return ResourceResolution.Failed($"`{LogText.Of(text)}` is not the ARN of a resource");
        }

        return ResourceResolution.Of(new IamResource(arn) { OwnerAccountId = owner, Tags = description.Tags });
    }

    private string OwnerOf(HttpContext http) =>
        options.ResourceAccount is null ? options.AccountId : options.ResourceAccount(http) ?? string.Empty;

    private string PrefixOf(string owner) => $"arn:{options.Partition}:{options.Service}:{options.Region}:{owner}:";
}
