using System.Runtime.CompilerServices;

namespace IamAuthorization.Policies;

/// <summary>One condition test, compiled (conditions §7).</summary>
internal sealed class CompiledCondition
{
    // WHY: documents that say alike share their conditions, and so do the policies compiled from them.
    private static readonly SharedTable<CompiledCondition> Known = new(1_024);

    private readonly bool _hasVariables;
    private readonly ConditionOperator _operator;
    private readonly ConditionMatcher _matcher;
    private readonly bool _asksNull;
    private readonly bool _asksPresent;
    private readonly bool _hasValues;
    private readonly bool _isPlain;
    private readonly TextConditionMatcher? _plainText;

    private CompiledCondition(PolicyCondition condition, bool hasVariables)
    {
        if (!ConditionOperator.TryParse(condition.Operator, out _operator))
        {
            throw new ArgumentException($"`{condition.Operator}` is not a condition operator.", nameof(condition));
        }

        Source = condition;
        _hasVariables = hasVariables;
        Key = ConditionKey.OfStored(condition.Key);
        string[] values = [.. condition.Values.Select(value => value.Text)];
        _hasValues = values.Length > 0;
        _asksNull = Array.Exists(values, value => BooleanText.Parse(value) == true);
        _asksPresent = Array.Exists(values, value => BooleanText.Parse(value) == false);
        _matcher = ConditionMatcher.Of(_operator, values, hasVariables && _operator.TakesVariables);
        _isPlain = _hasValues
            && _operator.Set == ConditionSet.None
            && _operator.Base != ConditionBase.Null
            && Key.Cardinality != ConditionKeyCardinality.Multiple;
        _plainText = _isPlain ? _matcher as TextConditionMatcher : null;
    }

    /// <summary>A test, compiled; the same object for the same test where it is still known.</summary>
    public static CompiledCondition Of(PolicyCondition condition, bool hasVariables)
    {
        ulong hash = unchecked((uint)RuntimeHelpers.GetHashCode(condition) * 0x9E37_79B9_7F4A_7C15);
        if (Known.Find(hash) is { } known
            && ReferenceEquals(known.Source, condition)
            && known._hasVariables == hasVariables)
        {
            return known;
        }

        var compiled = new CompiledCondition(condition, hasVariables);
        Known.Set(hash, compiled);
        return compiled;
    }

    /// <summary>The test as parsed.</summary>
    public PolicyCondition Source { get; }

    /// <summary>The key it tests.</summary>
    public ConditionKey Key { get; }

    /// <summary>The key it tests and the keys of its variables.</summary>
    public IEnumerable<ConditionKey> Keys => _matcher.VariableKeys.Prepend(Key);

    /// <summary>Whether the test holds; unknown where a value could not be read.</summary>
    public Truth Evaluate(in EvaluationFrame frame)
    {
        ContextValue value = frame.ValueOf(Key);
        if (_isPlain && value.IsText)
        {
            return Signed(_plainText is { } matcher
                ? matcher.MatchesAny(value.AsText, in frame)
                : _matcher.MatchesAny(in value, 0, in frame));
        }

        if (_operator.Base == ConditionBase.Null)
        {
            bool isPresent = value.IsConflict || !(value.IsAbsent || value.IsNull());
            return (isPresent ? _asksPresent : _asksNull) ? Truth.True : Truth.False;
        }

        return _hasValues ? Compare(in value, in frame) : WithoutValues(in value);
    }

    private Truth Compare(in ContextValue value, in EvaluationFrame frame)
    {
        if (value.IsConflict)
        {
            return Truth.Unknown;
        }

        bool isAbsent = value.IsAbsent;
        switch (_operator.Set)
        {
            case ConditionSet.ForAllValues:
                return isAbsent || value.IsNull() ? Truth.True : PassesAll(in value, in frame);
            case ConditionSet.ForAnyValue:
                return isAbsent || value.IsNull() ? Truth.False : PassesAny(in value, in frame);
            default:
                break;
        }

        if (isAbsent)
        {
            return _operator.IsIfExists || _operator.IsNegated ? Truth.True : Truth.False;
        }

        return value.IsSingle(Key) ? Passes(in value, 0, in frame) : Truth.Unknown;
    }

    /// <summary>C-15: an empty list of policy values, which only a document that was not validated can have.</summary>
    private Truth WithoutValues(in ContextValue value)
    {
        bool isAbsent = !value.IsConflict && (value.IsAbsent || value.IsNull());
        bool holds = _operator.Set switch
        {
            ConditionSet.ForAllValues => isAbsent,
            ConditionSet.ForAnyValue => false,
            _ => _operator.IsIfExists ? value.IsAbsent : _operator.IsNegated,
        };
        return holds ? Truth.True : Truth.False;
    }

    private Truth PassesAll(in ContextValue value, in EvaluationFrame frame)
    {
        Truth result = Truth.True;
        for (int index = 0; index < value.Count && result != Truth.False; index++)
        {
            Truth passes = Passes(in value, index, in frame);
            result = passes < result ? passes : result;
        }

        return result;
    }

    private Truth PassesAny(in ContextValue value, in EvaluationFrame frame)
    {
        Truth result = Truth.False;
        for (int index = 0; index < value.Count && result != Truth.True; index++)
        {
            Truth passes = Passes(in value, index, in frame);
            result = passes > result ? passes : result;
        }

        return result;
    }

    private Truth Passes(in ContextValue value, int index, in EvaluationFrame frame) =>
        Signed(_matcher.MatchesAny(in value, index, in frame));

    private Truth Signed(Truth hit) => _operator.IsNegated ? (Truth)((int)Truth.True - (int)hit) : hit;
}
