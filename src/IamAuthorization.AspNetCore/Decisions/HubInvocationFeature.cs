using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// What is settled once per invocation of a hub method. A scoped service: the features of a hub's connection outlive
/// its invocations.
/// </summary>
internal sealed class HubInvocationFeature
{
    private IamRequestFeature? _feature;

    public IamRequestFeature Of(HttpContext connection, ContextKeyTable table) =>
        _feature ??= new IamRequestFeature(new HttpRequestContext(connection, table));
}
