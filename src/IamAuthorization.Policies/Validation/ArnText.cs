using System.Text;

namespace IamAuthorization.Policies;

/// <summary>
/// An ARN of a policy, split at its own colons; those inside a variable do not split (conditions §3.7).
/// </summary>
internal sealed class ArnText
{
    /// <summary>The number of parts of a whole ARN.</summary>
    public const int SegmentCount = 6;

    private ArnText(List<ArnSegment> segments, bool isOneVariable, VariableProblem problem)
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
        var segments = new List<ArnSegment>(SegmentCount);
        var current = new StringBuilder();
        bool hasWildcard = false;
        bool hasVariable = false;
        foreach (PatternToken token in tokens)
        {
            switch (token.Kind)
            {
                case PatternTokenKind.AnyRun or PatternTokenKind.AnyOne:
                    current.Append(token.Kind == PatternTokenKind.AnyRun ? '*' : '?');
                    hasWildcard = true;
                    break;
                case PatternTokenKind.Variable or PatternTokenKind.Malformed:
                    hasVariable = true;
                    break;
                default:
                    AppendLiteral(token.Text!);
                    break;
            }
        }

        Close();
        bool isOneVariable = tokens is [{ Kind: PatternTokenKind.Variable }];
        return new ArnText(segments, isOneVariable, problem);

        void AppendLiteral(string literal)
        {
            ReadOnlySpan<char> rest = literal;
            int colon = rest.IndexOf(':');
            while (colon >= 0 && segments.Count < SegmentCount - 1)
            {
                current.Append(rest[..colon]);
                Close();
                rest = rest[(colon + 1)..];
                colon = rest.IndexOf(':');
            }

            current.Append(rest);
        }

        void Close()
        {
            segments.Add(new ArnSegment(current.ToString(), hasWildcard, hasVariable));
            current.Clear();
            hasWildcard = false;
            hasVariable = false;
        }
    }
}
