using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Closes a page of which a handler method bears the attribute: every request to it fails instead of reaching a handler
/// that its author takes for guarded. The start-up check tells of the same pages.
/// </summary>
internal sealed class PageHandlerGuard : IPageApplicationModelProvider
{
    public int Order => int.MaxValue;

    public void OnProvidersExecuting(PageApplicationModelProviderContext context)
    {
        // WHY: the handlers are known once all providers have run.
    }

    public void OnProvidersExecuted(PageApplicationModelProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        PageApplicationModel page = context.PageApplicationModel;
        PageHandlerModel? marked = page.HandlerMethods
            .FirstOrDefault(handler => handler.MethodInfo.IsDefined(typeof(IamAuthorizeAttribute), inherit: true));
        if (marked is not null)
        {
            page.Filters.Add(new RefusedPage($"{PageHandlers.ProblemOf(marked.MethodInfo)} {PageHandlers.Remedy}"));
        }
    }
}
