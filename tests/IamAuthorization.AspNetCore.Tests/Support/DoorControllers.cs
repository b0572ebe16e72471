using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IamAuthorization.AspNetCore.Tests;

[Route("doors/class/{id}")]
[IamAuthorize("orders:Class", "order/{id}")]
public sealed class ClassDoorController : ControllerBase
{
    [HttpGet]
    public IActionResult Get(string id) => Ok(id);

    [HttpGet("both")]
    [IamAuthorize("orders:Method", "order/{id}")]
    public IActionResult Both(string id) => Ok(id);

    [HttpGet("open")]
    [AllowAnonymous]
    public IActionResult Open(string id) => Ok(id);
}

[Route("doors/method/{id}")]
public sealed class MethodDoorController : ControllerBase
{
    [HttpGet]
    [IamAuthorize("orders:Method", "order/{id}")]
    public IActionResult Get(string id) => Ok(id);
}

[IamAuthorize("orders:Base", "order/{id}")]
public abstract class BaseDoorController : ControllerBase
{
    [HttpGet("inherited")]
    public IActionResult Inherited(string id) => Ok(id);

    [HttpGet("overridden")]
    [IamAuthorize("orders:Method", "order/{id}")]
    public virtual IActionResult Overridden(string id) => NotFound(id);
}

[Route("doors/base/{id}")]
public sealed class DerivedDoorController : BaseDoorController
{
    [HttpGet("own")]
    public IActionResult Own(string id) => Ok(id);

    public override IActionResult Overridden(string id) => Ok(id);
}

[Route("doors/above/{id}")]
public sealed class AnonymousAboveDoorController : ControllerBase
{
    [HttpGet]
    [IamAuthorize("orders:Method", "order/{id}")]
    public IActionResult Get(string id) => Ok(id);
}

[Area("Desk")]
[IamAuthorize("orders:Desk", "desk/{area}/order/{id}")]
public sealed class AreaDoorController : Controller
{
    public IActionResult Show(string id) => Ok(id);
}

[Route("doors/filtered/{id}")]
public sealed class FilteredDoorController : ControllerBase
{
    [HttpGet]
    public IActionResult Get(string id) => Ok(id);
}

[Route("doors/verbs/{id}")]
public sealed class VerbsDoorController : ControllerBase
{
    [HttpGet]
    [IamAuthorize("orders:ControllerGet", "*")]
    public IActionResult Get(string id) => Content("ControllerGet", "text/plain");

    [HttpPost]
    [IamAuthorize("orders:ControllerPost", "*")]
    public IActionResult Post(string id) => Content("ControllerPost", "text/plain");

    [AcceptVerbs("PUT", "PATCH", "PURGE")]
    [IamAuthorize("orders:ControllerSeveral", "*")]
    public IActionResult Several(string id) => Content("ControllerSeveral", "text/plain");
}
