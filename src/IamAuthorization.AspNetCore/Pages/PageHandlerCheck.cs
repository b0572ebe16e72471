using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Razor.Compilation;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>Finds at start-up the pages that <see cref="PageHandlerGuard"/> would refuse later.</summary>
internal sealed class PageHandlerCheck(IServiceProvider services) : IIamStartupCheck
{
    public ValueTask<IReadOnlyList<IamStartupFinding>> FindAsync(CancellationToken cancellationToken)
    {
        var views = new ViewsFeature();
        services.GetService<ApplicationPartManager>()?.PopulateFeature(views);
        return new(
        [
            .. from view in views.ViewDescriptors
               let page = view.Type
               where page is not null
               from handler in PageHandlers.WithAttribute(page)
               select StartupCheckIds.Finding(
                   StartupCheckIds.PageHandler, PageHandlers.ProblemOf(handler), PageHandlers.Remedy),
        ]);
    }
}
