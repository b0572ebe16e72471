namespace IamAuthorization.Policies;

/// <summary>
/// A pattern of an ARN: an entry of Resource or NotResource that is no plain text, or a value of an Arn* operator. Each
/// of the six parts is matched against the same part of the request's ARN, so that a <c>*</c> in the first five never
/// crosses a colon (PL-42); what a variable yields stays inside its part.
/// </summary>
internal sealed class ArnPattern
{
    private readonly TextPattern? _whole;
    private readonly TextPattern[]? _parts;

    private ArnPattern(TextPattern? whole, TextPattern[]? parts, List<PatternToken> tokens)
    {
        _whole = whole;
        _parts = parts;
        Head = tokens is [{ Kind: PatternTokenKind.Literal } head, ..] ? head.Text! : string.Empty;
        InnerRuns =
        [
            .. tokens.Skip(1).Where(token => token.Kind == PatternTokenKind.Literal).Select(token => token.Text!),
        ];
    }

    /// <summary>Whether the text has the shape of an ARN; if not, nothing matches it.</summary>
    public bool IsArn => _whole is not null || _parts is not null;

    /// <summary>The text that every ARN it matches begins with.</summary>
    public string Head { get; }

    /// <summary>Further texts that every ARN it matches holds.</summary>
    public string[] InnerRuns { get; }

    /// <summary>The keys of its variables.</summary>
    public IEnumerable<ConditionKey> VariableKeys =>
        (_parts ?? (_whole is null ? [] : [_whole])).SelectMany(pattern => pattern.VariableKeys);

    /// <summary>
    /// Compiles an entry of Resource or NotResource; a short ARN that ends in <c>*</c> is expanded (PL-39).
    /// </summary>
    public static ArnPattern OfResource(string text, bool hasVariables) =>
        Of(text, hasVariables, expandsShort: true);

    /// <summary>Compiles a value of an Arn* operator, which must have all six parts (C-32).</summary>
    public static ArnPattern OfConditionValue(string text, bool hasVariables) =>
        Of(text, hasVariables, expandsShort: false);

    /// <summary>Whether an ARN matches.</summary>
    public bool Matches(in ArnParts arn, in EvaluationFrame frame)
    {
        if (_whole is not null)
        {
            return _whole.Matches(arn.Text, in frame);
        }

        for (int index = 0; _parts is not null && index < ArnParts.Count; index++)
        {
            if (!_parts[index].Matches(arn[index], in frame))
            {
                return false;
            }
        }

        return _parts is not null;
    }

    /// <summary>Whether the resource of the request matches, which is not <see cref="Arn.Any"/>.</summary>
    public bool MatchesResource(in EvaluationFrame frame) => _whole is not null
        ? _whole.Matches(frame.ResourceText, in frame)
        : Matches(frame.Resource.Parts, in frame);

    /// <summary>Whether a variable stands for contradictory values (C-40).</summary>
    public bool IsUndecidable(in EvaluationFrame frame)
    {
        bool isUndecidable = _whole is not null && _whole.IsUndecidable(in frame);
        foreach (TextPattern part in _parts ?? [])
        {
            isUndecidable = isUndecidable || part.IsUndecidable(in frame);
        }

        return isUndecidable;
    }

    private static ArnPattern Of(string text, bool hasVariables, bool expandsShort)
    {
        List<PatternToken> tokens = PatternReader.Read(text, hasVariables, hasWildcards: true, out _);
        List<List<PatternToken>> parts = ArnTokens.Split(tokens);
        bool isShort = parts.Count < ArnParts.Count;

        // WHY: of the text, because the tokens of `*?` are those of `?*`.
        bool endsInAny = text.EndsWith('*');
        bool isArn = parts[0] is [{ Kind: PatternTokenKind.Literal, Text: "arn" }] && parts.Count > 1;
        if (!isArn || (isShort && !(expandsShort && endsInAny)))
        {
            return new ArnPattern(null, null, []);
        }

        while (parts.Count < ArnParts.Count)
        {
            parts.Add([new PatternToken(PatternTokenKind.AnyRun)]);
        }

        // WHY: where the first five parts are plain text, their colons stand at fixed places, and matching the whole
        // text gives the same answer as part by part.
        bool isPlainHead = !isShort && parts.Take(ArnParts.Count - 1).All(IsPlain);
        return isPlainHead
            ? new ArnPattern(new TextPattern(tokens, StringComparison.Ordinal), null, tokens)
            : new ArnPattern(
                null,
                [.. parts.Select(part => new TextPattern(part, StringComparison.Ordinal))],
                tokens);
    }

    private static bool IsPlain(List<PatternToken> part) =>
        part is [] or [{ Kind: PatternTokenKind.Literal }];
}
