using System.Diagnostics;

namespace IamAuthorization.Policies;

/// <summary>
/// Numeric* and Date* (conditions §3.2, §3.3): both compare decimals, a date as its epoch second. The direction is
/// request value, operator, policy value.
/// </summary>
internal sealed class NumberConditionMatcher : ConditionMatcher
{
    private readonly ConditionBase _base;
    private readonly bool _isDate;
    private readonly decimal[] _numbers;
    private readonly bool _hasUnreadable;

    public NumberConditionMatcher(ConditionBase conditionBase, string[] values)
    {
        _isDate = conditionBase >= ConditionBase.DateEquals;
        _base = _isDate ? conditionBase - ConditionBase.DateEquals + ConditionBase.NumericEquals : conditionBase;
        var numbers = new List<decimal>(values.Length);
        foreach (string value in values)
        {
            bool isReadable = _isDate
                ? InstantText.TryParse(value, out decimal number)
                : DecimalText.TryParse(value, out number);
            if (isReadable)
            {
                numbers.Add(number);
            }
        }

        _numbers = [.. numbers];
        _hasUnreadable = _numbers.Length < values.Length;
    }

    public override Truth MatchesAny(in ContextValue value, int index, in EvaluationFrame frame)
    {
        bool isReadable = _isDate
            ? value.TryGetInstant(index, out decimal actual)
            : value.TryGetNumber(index, out actual);
        if (!isReadable)
        {
            return Truth.Unknown;
        }

        foreach (decimal number in _numbers)
        {
            if (Holds(actual.CompareTo(number)))
            {
                return Truth.True;
            }
        }

        return _hasUnreadable ? Truth.Unknown : Truth.False;
    }

    private bool Holds(int comparison) => _base switch
    {
        ConditionBase.NumericEquals => comparison == 0,
        ConditionBase.NumericLessThan => comparison < 0,
        ConditionBase.NumericLessThanEquals => comparison <= 0,
        ConditionBase.NumericGreaterThan => comparison > 0,
        ConditionBase.NumericGreaterThanEquals => comparison >= 0,
        _ => throw new UnreachableException(),
    };
}
