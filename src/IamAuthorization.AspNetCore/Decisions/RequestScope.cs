using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>Where a question is decided: in an HTTP request, or in one invocation of a hub method.</summary>
/// <param name="Http">The request; of a hub method, the one that opened its connection.</param>
/// <param name="Services">The services, which hold the one snapshot that is decided on.</param>
/// <param name="Feature">What is settled once.</param>
/// <param name="Aborted">Ends when nobody waits for the answer any more.</param>
internal readonly record struct RequestScope(
    HttpContext Http, IServiceProvider Services, IamRequestFeature Feature, CancellationToken Aborted);
