using Microsoft.AspNetCore.Authorization;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Tells the result handler which failures are IAM's. Without a denial the caller must present credentials first.
/// </summary>
internal sealed class IamDenialReason(IAuthorizationHandler handler, IamRequestDecision? denial)
    : AuthorizationFailureReason(handler, "IAM did not allow it.")
{
    public IamRequestDecision? Denial { get; } = denial;
}
