using System.Security.Claims;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore;

/// <summary>One question of a request, before it is known who asks and what about.</summary>
/// <param name="Authorizer">Who decides; <see langword="null"/> for the request's own.</param>
/// <param name="Scope">The request, or the invocation of a hub method.</param>
/// <param name="User">The caller as the framework authenticated it.</param>
/// <param name="Action">The action.</param>
/// <param name="Asked">What it is done to.</param>
internal readonly record struct RequestQuestion(
    IIamAuthorizer? Authorizer, RequestScope Scope, ClaimsPrincipal User, ActionName Action, AskedResource Asked);
