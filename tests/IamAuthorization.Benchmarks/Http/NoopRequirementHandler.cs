using Microsoft.AspNetCore.Authorization;

namespace IamAuthorization.Benchmarks.Http;

/// <summary>Says yes.</summary>
internal sealed class NoopRequirementHandler : AuthorizationHandler<NoopRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NoopRequirement requirement)
    {
        context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
