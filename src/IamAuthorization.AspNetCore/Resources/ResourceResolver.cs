using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using PageRoute = Microsoft.AspNetCore.Components.RouteData;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// The one place where the things a request acts on become ARNs: the route values of an endpoint, the arguments of a
/// hub method, or the app's object.
/// </summary>
internal sealed class ResourceResolver(IamAuthorizationOptions options)
{
    /// <summary>The last owner's: most apps have one.</summary>
    private volatile OwnerPrefix? _prefix;

    /// <summary>The resource that a question is about.</summary>
    public ResourceResolution Of(AskedResource asked, in RequestScope scope) =>
        asked.Template is { } template
            ? Of(template, asked.Thing, scope)
            : OfObject(asked.Thing!, scope);

    /// <summary>The resource of whatever the framework or the app hands over to be authorized.</summary>
    private ResourceResolution Of(ResourceTemplate template, object? handedOver, in RequestScope scope) =>
        handedOver switch
        {
            null or HttpContext or AuthorizationFilterContext =>
                OfRoute(template, scope.Http.Request.RouteValues, scope.Http),
            RouteData route => OfRoute(template, route.Values, scope.Http),
            PageRoute page => OfPage(template, page, scope.Http),
            Endpoint endpoint => OfEndpoint(template, endpoint, scope.Http),
            HubInvocationContext invocation => OfArguments(template, invocation, scope.Http),
            _ => OfObject(handedOver, scope),
        };

    /// <summary>The resource that an object of the app is.</summary>
    private ResourceResolution OfObject(object resource, in RequestScope scope) => resource switch
    {
        IamResource known => ResourceResolution.Of(known),
        Arn arn => OfText(new ResourceDescription(arn.ToString(), OwnerAccountId: null, Tags: null), scope.Http),
        string name => OfText(new ResourceDescription(name, OwnerAccountId: null, Tags: null), scope.Http),
        _ => ResourceDescriber.Describe(resource, scope.Services) is { } description
            ? OfText(description, scope.Http)
            : ResourceResolution.Failed(
                $"a resource of type `{resource.GetType().FullName}` is not known; register an "
                + $"IIamResource<{resource.GetType().Name}>"),
    };

    private ResourceResolution OfRoute(ResourceTemplate template, RouteValueDictionary values, HttpContext http)
    {
        ResourceResolution filled = Fill(template, values, http);
        return filled.Problem is null
            && RouteBindings.ProblemOf(template.Parameters, values, http) is { } otherValue
                ? ResourceResolution.Refused(otherValue, filled.Resource.OwnerAccountId!)
                : filled;
    }

    /// <summary>What apps get that keep the framework from handing over the request.</summary>
    private ResourceResolution OfEndpoint(ResourceTemplate template, Endpoint endpoint, HttpContext http) =>
        ReferenceEquals(endpoint, http.GetEndpoint())
            ? OfRoute(template, http.Request.RouteValues, http)
            : ResourceResolution.Failed("the endpoint is not the one that the request was routed to");

    /// <summary>A component's route values are of the types that its route says.</summary>
    private ResourceResolution OfPage(ResourceTemplate template, PageRoute page, HttpContext http)
    {
        var values = new RouteValueDictionary();
        foreach (string name in template.Parameters)
        {
            values[name] = page.RouteValues.TryGetValue(name, out object? value) && value is not null
                ? CanonicalSpelling.OfValue(value)
                : null;
        }

        return Fill(template, values, http);
    }

    private ResourceResolution OfArguments(
        ResourceTemplate template, HubInvocationContext invocation, HttpContext http) =>
        HubArguments.TryRead(invocation, template.Parameters, out RouteValueDictionary values, out string? problem)
            ? Fill(template, values, http)
            : ResourceResolution.Refused(problem, OwnerOf(http));

    private ResourceResolution Fill(ResourceTemplate template, RouteValueDictionary values, HttpContext http)
    {
        string owner = OwnerOf(http);
        if (!IamPrincipal.IsAccountId(owner))
        {
            return NoAccount(owner);
        }

        string prefix = PrefixOf(owner);
        if (template.Find(prefix) is { } known)
        {
            return ResourceResolution.Of(known);
        }

        if (!template.TryFill(prefix, values, out Arn arn, out string? problem))
        {
            return ResourceResolution.Refused(problem, owner);
        }

        var resource = new IamResource(arn) { OwnerAccountId = owner };
        template.Keep(prefix, resource);
        return ResourceResolution.Of(resource);
    }

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

    private string PrefixOf(string owner)
    {
        OwnerPrefix? known = _prefix;
        if (known is null || !string.Equals(known.Owner, owner, StringComparison.Ordinal))
        {
            known = new OwnerPrefix(
                owner, $"arn:{options.Partition}:{options.Service}:{options.Region}:{owner}:");
            _prefix = known;
        }

        return known.Text;
    }

    private sealed record OwnerPrefix(string Owner, string Text);
}
