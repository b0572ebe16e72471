namespace IamAuthorization.Policies;

/// <summary>What one token of a pattern matches.</summary>
internal enum PatternTokenKind : byte
{
    /// <summary>Its own text.</summary>
    Literal = 0,

    /// <summary><c>*</c>: any run of characters, none included.</summary>
    AnyRun,

    /// <summary><c>?</c>: one Unicode scalar value.</summary>
    AnyOne,

    /// <summary><c>${key}</c>: the value of a condition key, as literal text.</summary>
    Variable,

    /// <summary>A variable that is written wrong and so never has a value (PL-76).</summary>
    Malformed,
}
