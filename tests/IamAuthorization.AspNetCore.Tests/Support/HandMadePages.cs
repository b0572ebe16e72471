using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Pages as the compiler of Razor would make them.</summary>
internal sealed class HandMadePages : ApplicationPart, IRazorCompiledItemProvider
{
    public override string Name => "pages";

    public IEnumerable<RazorCompiledItem> CompiledItems =>
    [
        new Item("/Pages/Guarded.cshtml", typeof(GuardedPage)),
        new Item("/Pages/Handler.cshtml", typeof(HandlerPage)),
    ];

    private sealed class Item(string path, Type type) : RazorCompiledItem
    {
        public override string Identifier => path;

        public override string Kind => "mvc.1.0.razor-page";

        public override IReadOnlyList<object> Metadata { get; } = type.GetCustomAttributes().ToArray();

        public override Type Type => type;
    }

    /// <summary>A page whose model asks.</summary>
    [IamAuthorize("orders:Page", "page/guarded")]
    public sealed class GuardedModel : PageModel
    {
        public IActionResult OnGet() => Content("ran get");

        public IActionResult OnPost() => Content("ran post");

        public IActionResult OnPostOther() => Content("ran other");
    }

    /// <summary>A page whose author takes one handler for guarded.</summary>
    public sealed class HandlerModel : PageModel
    {
        public IActionResult OnGet() => Content("ran get");

        [IamAuthorize("orders:Post", "*")]
        public IActionResult OnPost() => Content("ran post");
    }

    public abstract class Empty<T> : Page
        where T : PageModel
    {
        public T Model => (T)ViewContext.ViewData.Model!;

        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    public sealed class GuardedPage : Empty<GuardedModel>;

    public sealed class HandlerPage : Empty<HandlerModel>;
}
