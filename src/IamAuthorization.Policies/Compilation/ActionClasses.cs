namespace IamAuthorization.Policies;

/// <summary>
/// The different lists of actions in a set, numbered. Many statements share few lists, so that whether a statement
/// covers an action is asked once a list.
/// </summary>
internal sealed class ActionClasses
{
    private const int BitsPerWord = 64;

    private readonly Dictionary<CompiledStatement, int> _numbers = new(new SameActions());

    /// <summary>The number of a statement's list, a new one if there was none.</summary>
    public int NumberOf(CompiledStatement statement)
    {
        if (!_numbers.TryGetValue(statement, out int number))
        {
            number = _numbers.Count;
            _numbers.Add(statement, number);
        }

        return number;
    }

    /// <summary>A bit for each list: whether it covers the action.</summary>
    public ulong[] Covering(ActionFacts action)
    {
        var covering = new ulong[(_numbers.Count + BitsPerWord - 1) / BitsPerWord];
        foreach ((CompiledStatement statement, int number) in _numbers)
        {
            if (statement.MatchesAction(action))
            {
                covering[number / BitsPerWord] |= 1UL << (number % BitsPerWord);
            }
        }

        return covering;
    }

    /// <summary>Whether the bit of a list is set.</summary>
    public static bool IsSet(ulong[] covering, int number) =>
        (covering[number / BitsPerWord] & (1UL << (number % BitsPerWord))) != 0;

    private sealed class SameActions : IEqualityComparer<CompiledStatement>
    {
        public bool Equals(CompiledStatement x, CompiledStatement y) =>
            x.Source.IsNotAction == y.Source.IsNotAction
            && x.Source.Actions.AsSpan().SequenceEqual(y.Source.Actions.AsSpan());

        public int GetHashCode(CompiledStatement obj)
        {
            var hash = default(HashCode);
            foreach (string action in obj.Source.Actions)
            {
                hash.Add(action, StringComparer.Ordinal);
            }

            return hash.ToHashCode();
        }
    }
}
