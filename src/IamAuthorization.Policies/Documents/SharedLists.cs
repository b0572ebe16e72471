using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace IamAuthorization.Policies;

/// <summary>Makes equal lists of documents one object, as <see cref="SharedTexts"/> does with strings.</summary>
internal static class SharedLists
{
    private const int Slots = 8_192;
    private const int LengthMax = 256;

    private static readonly SharedTable<string[]> TextTable = new(Slots);
    private static readonly SharedTable<PolicyCondition[]> ConditionTable = new(Slots);

    /// <summary>The texts of a value.</summary>
    /// <param name="value">The value; lists written the same are found.</param>
    /// <param name="items">Its strings.</param>
    public static ImmutableArray<string> Texts(DocumentNode value, DocumentNodeList items)
    {
        ulong hash = TextHash.Of(value.Written);
        string[]? texts = TextTable.Find(hash);
        if (texts is null || !items.HasTexts(texts))
        {
            texts = items.ToTexts();
            if (value.Written.Length <= LengthMax)
            {
                TextTable.Set(hash, texts);
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(texts);
    }

    /// <summary>The tests of a Condition element.</summary>
    /// <param name="value">The element; those written the same are found.</param>
    /// <param name="conditions">Its tests.</param>
    public static ImmutableArray<PolicyCondition> Conditions(DocumentNode value, List<ConditionSource> conditions)
    {
        PolicyCondition[] tests = [.. conditions.Select(condition => condition.ToCondition())];
        if (value.Written.Length <= LengthMax)
        {
            ulong hash = TextHash.Of(value.Written);
            PolicyCondition[]? known = ConditionTable.Find(hash);
            if (known is not null && known.AsSpan().SequenceEqual(tests))
            {
                tests = known;
            }
            else
            {
                ConditionTable.Set(hash, tests);
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(tests);
    }
}
