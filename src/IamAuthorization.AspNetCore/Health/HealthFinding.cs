namespace IamAuthorization.AspNetCore;

/// <summary>Something that operators should know.</summary>
/// <param name="IsOutage">Whether questions cannot be decided, or callers not be known.</param>
/// <param name="Text">What it is: numbers and kinds of faults, never contents.</param>
internal sealed record HealthFinding(bool IsOutage, string Text);
