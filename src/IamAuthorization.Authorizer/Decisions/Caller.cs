namespace IamAuthorization.Authorizer;

/// <summary>What one scope knows of its caller.</summary>
/// <param name="Policies">The user or role as stored, or null for callers that no store knows.</param>
/// <param name="Session">The session policies, or null when there are none.</param>
/// <param name="SessionTags">The session tags.</param>
/// <param name="Controls">What the organization says of the caller's account.</param>
internal sealed record Caller(
    CallerPolicies? Policies, CompiledSet? Session, TagLookup SessionTags, AccountControls Controls);
