using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>The app's word on endpoints that a framework made and that carry no metadata of the app's.</summary>
internal sealed class MappingExemption(Func<Endpoint, bool> isExempt)
{
    public bool Holds(Endpoint endpoint) => isExempt(endpoint);
}
