using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Finds an <see cref="AuthorizeFilter"/> among MVC's global filters: it looks like a guard of the whole app, but
/// minimal APIs, hubs and gRPC never meet it, and an <c>[AllowAnonymous]</c> anywhere switches it off.
/// </summary>
internal sealed class GlobalFilterCheck(IOptions<MvcOptions> mvc, IServiceScopeFactory scopes) : IIamStartupCheck
{
    public async ValueTask<IReadOnlyList<IamStartupFinding>> FindAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return
        [
            .. mvc.Value.Filters.Where(filter => IsAuthorizeFilter(filter, scope.ServiceProvider)).Select(filter =>
                StartupCheckIds.Finding(
                    StartupCheckIds.GlobalFilter,
                    $"MvcOptions.Filters holds `{LogText.Of(filter.GetType().FullName ?? "unknown")}`, a global "
                        + "AuthorizeFilter: it guards controllers and pages alone, and not where [AllowAnonymous] "
                        + "stands.",
                    "Remove it; call RequireIamByDefault(), or RequireAuthorization() on MapControllers() and "
                        + "MapRazorPages().")),
        ];
    }

    private static bool IsAuthorizeFilter(IFilterMetadata filter, IServiceProvider services) => filter switch
    {
        AuthorizeFilter => true,
        TypeFilterAttribute made => made.ImplementationType.IsAssignableTo(typeof(AuthorizeFilter)),
        ServiceFilterAttribute made => made.ServiceType.IsAssignableTo(typeof(AuthorizeFilter)),
        IFilterFactory factory => Made(factory, services) is AuthorizeFilter,
        _ => false,
    };

    private static IFilterMetadata? Made(IFilterFactory factory, IServiceProvider services)
    {
        try
        {
            return factory.CreateInstance(services);
        }
        catch (Exception)
        {
            // WHY any: the app's factory may need a request; what it makes then is not known here.
            return null;
        }
    }
}
