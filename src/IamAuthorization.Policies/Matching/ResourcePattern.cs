using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace IamAuthorization.Policies;

/// <summary>
/// One entry of Resource or NotResource. The plain shapes, by far the most, are compared here, their last eight
/// characters first; <see cref="ArnPattern"/> does the others.
/// </summary>
internal readonly struct ResourcePattern
{
    private readonly object? _pattern;
    private readonly ResourceWindow _tail;
    private readonly int _length;
    private readonly Shape _shape;

    /// <summary>Compiles an entry.</summary>
    /// <param name="text">The entry as written.</param>
    /// <param name="hasVariables">PL-13: whether <c>${…}</c> is a variable.</param>
    public ResourcePattern(string text, bool hasVariables)
    {
        if (text is "*")
        {
            _shape = Shape.Any;
        }
        else if (IsPlain(text, hasVariables))
        {
            bool isPrefix = text[^1] == '*';
            ReadOnlySpan<char> head = text.AsSpan(0, isPrefix ? text.Length - 1 : text.Length);
            _pattern = SharedTexts.Of(head[..^ResourceWindow.Width]);
            _tail = ResourceWindow.At(head, head.Length - ResourceWindow.Width);
            _length = head.Length;
            _shape = isPrefix ? Shape.Prefix : Shape.Exact;
        }
        else if (ArnPattern.OfResource(text, hasVariables) is { IsArn: true } pattern)
        {
            _pattern = pattern;
            _shape = Shape.General;
        }
    }

    private enum Shape : byte
    {
        Never = 0,
        Any,
        Exact,
        Prefix,
        General,
    }

    /// <summary>The keys of its variables.</summary>
    public IEnumerable<ConditionKey> VariableKeys => _pattern is ArnPattern pattern ? pattern.VariableKeys : [];

    /// <summary>Further texts that every resource it matches holds.</summary>
    public IReadOnlyList<string> InnerRuns => _pattern is ArnPattern pattern ? pattern.InnerRuns : [];

    /// <summary>Whether it is <c>*</c>, which matches every resource (PL-34).</summary>
    public bool IsAny => _shape == Shape.Any;

    /// <summary>The text that every resource it matches begins with; empty for <c>*</c>.</summary>
    /// <param name="text">The entry as written.</param>
    public ReadOnlySpan<char> HeadOf(string text) =>
        _pattern is ArnPattern pattern ? pattern.Head : text.AsSpan(0, _length);

    /// <summary>Whether the resource of a request matches; <see cref="Arn.Any"/> matches <c>*</c> alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(in EvaluationFrame frame)
    {
        if (_shape != Shape.Prefix)
        {
            return _shape == Shape.Any || MatchesOther(in frame);
        }

        ReadOnlySpan<char> resource = frame.ResourceText;
        return resource.Length >= _length && HasHead(resource);
    }

    // WHY: ARNs begin alike and differ at the ends of what is plain in them. What comes before is one object for all
    // patterns that have it, so that most patterns are decided with what is in the processor's cache anyway.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasHead(ReadOnlySpan<char> resource)
    {
        Debug.Assert(_pattern is string, "A plain shape keeps its beginning.");
        int tail = _length - ResourceWindow.Width;
        return ResourceWindow.At(resource, tail) == _tail
            && TextBlock.AreEqual(resource, Unsafe.As<string>(_pattern), tail);
    }

    private bool MatchesOther(in EvaluationFrame frame)
    {
        ReadOnlySpan<char> resource = frame.ResourceText;
        switch (_shape)
        {
            case Shape.Exact:
                return resource.Length == _length && HasHead(resource);
            case Shape.General:
                Debug.Assert(_pattern is ArnPattern, "A general shape keeps a pattern.");
                return !resource.IsEmpty && Unsafe.As<ArnPattern>(_pattern).MatchesResource(in frame);
            default:
                return false;
        }
    }

    /// <summary>
    /// Whether the entry is an ARN without wildcard or variable, but for a <c>*</c> at its end. With all five colons in
    /// plain text, matching the whole text gives the same answer as part by part (PL-42).
    /// </summary>
    private static bool IsPlain(string text, bool hasVariables)
    {
        int wildcard = text.AsSpan().IndexOfAny('*', '?');
        if (wildcard >= 0 && (wildcard < text.Length - 1 || text[wildcard] == '?'))
        {
            return false;
        }

        bool holdsVariable = hasVariables && text.Contains("${", StringComparison.Ordinal);
        return !holdsVariable && ArnParts.TrySplit(text, out _);
    }
}
