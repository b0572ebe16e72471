namespace IamAuthorization.Authorizer;

/// <summary>Answers that one scope got: each question is put once, and a failure stays the answer.</summary>
internal sealed class AskedOnce<TKey, TAnswer>(IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private bool _hasFirst;
    private TKey? _firstKey;
    private ValueTask<TAnswer> _first;
    private Dictionary<TKey, ValueTask<TAnswer>>? _others;

    public bool TryFind(TKey key, out ValueTask<TAnswer> answer)
    {
        if (_hasFirst && comparer.Equals(_firstKey, key))
        {
            answer = _first;
            return true;
        }

        answer = default;
        return _others?.TryGetValue(key, out answer) == true;
    }

    /// <summary>Notes the answer to a question that was not put before.</summary>
    /// <returns>The answer, which may be awaited any number of times.</returns>
    public ValueTask<TAnswer> Keep(TKey key, ValueTask<TAnswer> answer)
    {
        ValueTask<TAnswer> kept = answer.Preserve();
        if (_hasFirst)
        {
            // WHY no dictionary for the first: most scopes put one question.
            _others ??= new Dictionary<TKey, ValueTask<TAnswer>>(comparer);
            _others.Add(key, kept);
        }
        else
        {
            (_hasFirst, _firstKey, _first) = (true, key, kept);
        }

        return kept;
    }
}
