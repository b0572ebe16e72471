namespace IamAuthorization.Policies;

/// <summary>IpAddress (conditions §3.6).</summary>
internal sealed class AddressConditionMatcher : ConditionMatcher
{
    private readonly IpAddressRange[] _ranges;
    private readonly bool _hasUnreadable;

    public AddressConditionMatcher(string[] values)
    {
        var ranges = new List<IpAddressRange>(values.Length);
        foreach (string value in values)
        {
            if (IpAddressRange.TryParseRange(value, out IpAddressRange range))
            {
                ranges.Add(range);
            }
        }

        _ranges = [.. ranges];
        _hasUnreadable = _ranges.Length < values.Length;
    }

    public override Truth MatchesAny(in ContextValue value, int index, in EvaluationFrame frame)
    {
        if (!value.TryGetAddress(index, out IpAddressRange address))
        {
            return Truth.Unknown;
        }

        foreach (ref readonly IpAddressRange range in _ranges.AsSpan())
        {
            if (range.Contains(in address))
            {
                return Truth.True;
            }
        }

        return _hasUnreadable ? Truth.Unknown : Truth.False;
    }
}
