namespace IamAuthorization.Policies;

/// <summary>Which statement of which policy: what a decision names as its ground.</summary>
/// <param name="PolicyName">The name under which the policy was compiled, for example its ARN.</param>
/// <param name="Index">The statement's place in the document, counted from 0.</param>
/// <param name="Sid">The statement's label, or <see langword="null"/>.</param>
/// <param name="Effect">What the statement does.</param>
public readonly record struct StatementReference(string PolicyName, int Index, string? Sid, PolicyEffect Effect);
