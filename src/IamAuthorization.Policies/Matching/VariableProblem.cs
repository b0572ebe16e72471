namespace IamAuthorization.Policies;

/// <summary>What is wrong with a policy variable (PL-68).</summary>
internal enum VariableProblem
{
    None = 0,
    MissingBrace,
    Empty,
    SpaceInKey,
    MissingQuote,
    MalformedDefault,
    Nested,
}
