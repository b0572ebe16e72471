namespace IamAuthorization.Policies;

/// <summary>BinaryEquals (conditions §3.5).</summary>
internal sealed class BinaryConditionMatcher(string[] values) : ConditionMatcher
{
    private readonly byte[]?[] _values = Array.ConvertAll(values, Base64Text.Decode);

    public override Truth MatchesAny(in ContextValue value, int index, in EvaluationFrame frame)
    {
        if (value.Bytes(index) is not { } actual)
        {
            return Truth.Unknown;
        }

        Truth result = Truth.False;
        foreach (byte[]? expected in _values)
        {
            if (expected is null)
            {
                result = Truth.Unknown;
            }
            else if (actual.AsSpan().SequenceEqual(expected))
            {
                return Truth.True;
            }
        }

        return result;
    }
}
