namespace IamAuthorization.Policies;

/// <summary>One token of a pattern.</summary>
/// <param name="Kind">What it matches.</param>
/// <param name="Text">The literal; the default of a variable, or null when it has none.</param>
/// <param name="Key">The key of a variable.</param>
internal readonly record struct PatternToken(PatternTokenKind Kind, string? Text = null, ConditionKey? Key = null);
