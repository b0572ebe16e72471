namespace IamAuthorization.Policies;

/// <summary>One colon-separated part of an ARN of a policy.</summary>
/// <param name="Text">The part with its wildcards; variables are left out.</param>
/// <param name="HasWildcard">Whether it holds <c>*</c> or <c>?</c> as wildcards.</param>
/// <param name="HasVariable">Whether it holds policy variables.</param>
internal readonly record struct ArnSegment(string Text, bool HasWildcard, bool HasVariable)
{
    /// <summary>Whether the part is <c>*</c> and nothing else.</summary>
    public bool IsAnything => HasWildcard && Text is "*";
}
