using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Looks at the endpoints once the pipeline is built and before the server listens, and throws all that any start-up
/// check found.
/// </summary>
internal sealed class IamStartupFilter(IamStartup startup, ILogger<IamStartupFilter> logger) : IStartupFilter
{
    private const int UnmappedShownMax = 50;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => http => RunningRequest.RunAsync(http, following));
        try
        {
            next(app);
        }
        catch (Exception)
        {
            // WHY first: broken options make the app's own set-up fail, too, and say less there.
            startup.ThrowIfAny();
            throw;
        }

        Look(app);
    };

    private void Look(IApplicationBuilder app)
    {
        IReadOnlyList<Door> doors = [];
        startup.Look("the endpoints", () =>
        {
            doors = DoorReader.Read(app.ApplicationServices);
            return EndpointChecks.Find(doors, app);
        });
        if (!startup.HasLooked)
        {
            startup.Look("the app", () => throw new InvalidOperationException(
                "the host has not made the start-up checks; it must be one of WebApplication or the generic host"));
        }

        startup.ThrowIfAny();
        Warn(doors, app.ApplicationServices);
    }

    private void Warn(IReadOnlyList<Door> doors, IServiceProvider services)
    {
        string[] unmapped =
        [
            .. doors
                .Where(door => !EndpointMapping.IsMapped(door.Endpoint) && !EndpointMapping.IsExempt(door.Endpoint))
                .Select(door => door.Name),
        ];
        if (unmapped.Length > 0 && services.GetService<MappingRule>() is null)
        {
            string more = unmapped.Length > UnmappedShownMax
                ? $" and {unmapped.Length - UnmappedShownMax} more"
                : string.Empty;
            logger.UnmappedEndpoints(unmapped.Length, string.Join("; ", unmapped.Take(UnmappedShownMax)) + more);
        }

        IAuthorizationMiddlewareResultHandler handler =
            services.GetRequiredService<IAuthorizationMiddlewareResultHandler>();
        if (handler is not IamAuthorizationResultHandler)
        {
            logger.OtherResultHandler(LogText.Of(handler.GetType().FullName ?? handler.GetType().Name));
        }
    }
}
