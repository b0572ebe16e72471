using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Finds what is wrong with endpoints and pipeline.</summary>
internal static class EndpointChecks
{
    /// <summary>What <c>UseAuthorization</c> leaves in the properties of the pipeline that it is added to.</summary>
    private const string AuthorizationMark = "__AuthorizationMiddlewareSet";

    public static IEnumerable<IamStartupFinding> Find(IReadOnlyList<Door> doors, IApplicationBuilder app)
    {
        IamOptions options = app.ApplicationServices.GetRequiredService<IOptions<IamOptions>>().Value;
        return
        [
            .. doors.SelectMany(door => door.Questions).Distinct()
                .SelectMany(question => QuestionChecks.Find(question, options)),
            .. doors.Where(door => EndpointMapping.IsAnonymous(door.Endpoint)).SelectMany(Anonymous),
            .. Unmapped(doors, app.ApplicationServices.GetService<MappingRule>()),
            .. WithoutMiddleware(doors, app),
        ];
    }

    private static IEnumerable<IamStartupFinding> Anonymous(Door door) =>
        EndpointMapping.IsMapped(door.Endpoint)
            ?
            [
                StartupCheckIds.Finding(
                    StartupCheckIds.Anonymous,
                    $"{door.Name} asks IAM and allows anonymous callers, so nobody is asked.",
                    "Remove AllowAnonymous from the endpoint, its group, its class or the class's base; where policies "
                        + "decide on anonymous callers, use AllowAnonymousByPolicy()."),
            ]
            : [];

    private static IEnumerable<IamStartupFinding> Unmapped(IReadOnlyList<Door> doors, MappingRule? rule)
    {
        if (rule is null)
        {
            return [];
        }

        string[] names = [.. doors.Where(door => rule.IsUnmapped(door.Endpoint)).Select(door => door.Name)];
        return names.Length == 0
            ? []
            :
            [
                StartupCheckIds.Finding(
                    StartupCheckIds.Unmapped,
                    $"RequireIamByDefault is on and {names.Length} endpoint(s) ask nothing of IAM:\n"
                        + string.Join('\n', names.Select(name => $"  {name}")),
                    "Map each with RequireIam or [IamAuthorize], or mark it with AllowAnonymous or "
                        + "WithoutIam(\"reason\"); plain [Authorize] is no mapping."),
            ];
    }

    private static IEnumerable<IamStartupFinding> WithoutMiddleware(
        IReadOnlyList<Door> doors, IApplicationBuilder app)
    {
        int asking = doors.Count(door => EndpointMapping.IsMapped(door.Endpoint));
        return asking == 0 || app.Properties.ContainsKey(AuthorizationMark)
            ? []
            :
            [
                StartupCheckIds.Finding(
                    StartupCheckIds.Middleware,
                    $"{asking} endpoint(s) ask IAM and the pipeline has no authorization middleware: each would fail "
                        + "at its first request.",
                    "Call app.UseAuthorization() after UseRouting() and before UseEndpoints()."),
            ];
    }
}
