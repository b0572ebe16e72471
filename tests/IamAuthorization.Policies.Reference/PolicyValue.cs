namespace IamAuthorization.Policies.Reference;

/// <summary>A value of a condition, as text and taken apart for the operators that want it so.</summary>
internal sealed class PolicyValue(string text, bool hasVariables)
{
    /// <summary>As it was written.</summary>
    public string Text { get; } = text;

    /// <summary>For operators to which <c>*</c> and <c>?</c> are ordinary characters.</summary>
    public IReadOnlyList<Token> Literal { get; } = Tokens.Of(text, hasVariables, hasWildcards: false);

    /// <summary>For operators to which they are wildcards.</summary>
    public IReadOnlyList<Token> Pattern { get; } = Tokens.Of(text, hasVariables, hasWildcards: true);

    /// <summary>The pattern split at its own colons (conditions.md §3.7).</summary>
    public IReadOnlyList<List<Token>> ArnParts => ArnText.Split(Pattern);
}
