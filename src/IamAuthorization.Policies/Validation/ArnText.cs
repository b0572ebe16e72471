namespace IamAuthorization.Policies;

/// <summary>
/// An ARN of a policy, split at its own colons; those inside a variable do not split (conditions §3.7).
/// </summary>
internal sealed class ArnText
{
    private ArnText(IReadOnlyList<ArnSegment> segments, bool isOneVariable, VariableProblem problem)
    {
        Segments = segments;
        IsOneVariable = isOneVariable;
        Problem = problem;
    }

    /// <summary>At most six parts; the last one holds the rest.</summary>
    public IReadOnlyList<ArnSegment> Segments { get; }

    /// <summary>Whether the text is one variable and nothing else.</summary>
    public bool IsOneVariable { get; }

    /// <summary>What is wrong with its first malformed variable.</summary>
    public VariableProblem Problem { get; }

    public static ArnText Read(string text, bool hasVariables)
    {
        List<PatternToken> tokens =
            PatternReader.Read(text, hasVariables, hasWildcards: true, out VariableProblem problem);
        ArnSegment[] segments = [.. ArnTokens.Split(tokens).Select(SegmentOf)];
        bool isOneVariable = tokens is [{ Kind: PatternTokenKind.Variable }];
        return new ArnText(segments, isOneVariable, problem);
    }

    private static ArnSegment SegmentOf(List<PatternToken> part) => new(
        string.Concat(part.Select(TextOf)),
        HasWildcard: part.Exists(token => token.Kind is PatternTokenKind.AnyRun or PatternTokenKind.AnyOne),
        HasVariable: part.Exists(token => token.Kind is PatternTokenKind.Variable or PatternTokenKind.Malformed));

    private static string TextOf(PatternToken token) => token.Kind switch
    {
        PatternTokenKind.AnyRun => "*",
        PatternTokenKind.AnyOne => "?",
        PatternTokenKind.Literal => token.Text!,
        _ => string.Empty,
    };
}
