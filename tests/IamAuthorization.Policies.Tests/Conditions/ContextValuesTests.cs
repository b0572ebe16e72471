using System.Globalization;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>
/// Conditions C-05 to C-08: contexts of the same keys share what they are made of, and nothing of what they say.
/// </summary>
public sealed class ContextValuesTests
{
    private static readonly ConditionKey Team = ConditionKey.Of("aws:PrincipalTag/team");
    private static readonly ConditionKey Size = ConditionKey.Declare("app:size", ConditionKeyType.Number);

    public static TheoryData<long> WholeNumbers =>
    [
        0, 1, -1, int.MaxValue, int.MinValue,
        (1L << 61) - 1, 1L << 61, -(1L << 61), -(1L << 61) - 1, long.MaxValue, long.MinValue,
    ];

    public static TheoryData<DateTimeOffset> Instants =>
    [
        DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch,
        new DateTimeOffset(2026, 5, 4, 14, 0, 0, TimeSpan.FromHours(2)),
    ];

    [Theory]
    [MemberData(nameof(WholeNumbers))]
    public void WholeNumber_AtTheEdgesOfItsBits_StaysItself(long number)
    {
        var value = ContextValue.Of(number);

        Assert.True(value.TryGetNumber(0, out decimal read));
        Assert.Equal(number, read);
        Assert.Equal(number.ToString(CultureInfo.InvariantCulture), value.ToString());
        Assert.True(value.IsSupplied);
    }

    [Theory]
    [MemberData(nameof(Instants))]
    public void Instant_AtTheEdgesOfItsBits_StaysItself(DateTimeOffset instant)
    {
        var value = ContextValue.Of(instant);

        Assert.Equal(instant.UtcDateTime, DateTime.Parse(
            value.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
        Assert.True(value.TryGetInstant(0, out _));
    }

    [Fact]
    public void TwoContexts_OfTheSameKeys_EachSayTheirOwn()
    {
        ContextValues red = Of((Team, "red"), (Size, "1"));
        ContextValues blue = Of((Team, "blue"), (Size, "2"));

        Assert.Equal(["red", "1"], red.Keys.Select(key => red.Get(key).ToString()));
        Assert.Equal(["blue", "2"], blue.Keys.Select(key => blue.Get(key).ToString()));
    }

    [Fact]
    public void KeyDeclaredOtherwise_OfTheSameName_StaysWithItsContext()
    {
        var other = ConditionKey.Declare("APP:SIZE", cardinality: ConditionKeyCardinality.Multiple);

        ContextValues first = Of((Size, "1"));
        ContextValues second = Of((other, "1"));

        Assert.Same(Size, Assert.Single(first.Keys));
        Assert.Same(other, Assert.Single(second.Keys));
        Assert.Equal("1", first.Get(other).ToString());
    }

    [Fact]
    public void Key_ThatComesTwice_IsAConflict()
    {
        ContextValues values = Of((Team, "red"), (ConditionKey.Of("AWS:principaltag/TEAM"), "red"));

        Assert.Single(values.Keys);
        Assert.True(values.Get(Team).IsConflict);
    }

    [Fact]
    public void ManyKeys_OfManyContexts_AreAllFound()
    {
        ConditionKey[] keys = [.. Enumerable.Range(0, 300).Select(number => ConditionKey.Of($"app:key{number}"))];
        for (int count = 0; count < keys.Length; count += 7)
        {
            ContextValues values = Of([.. keys.Take(count).Select(key => (key, key.Name))]);

            Assert.All(keys.Take(count), key => Assert.Equal(key.Name, values.Get(key).ToString()));
            Assert.All(keys.Skip(count), key => Assert.False(values.Get(key).IsSupplied));
        }
    }

    private static ContextValues Of(params (ConditionKey Key, string Text)[] values) =>
        new(values.Select(entry => KeyValuePair.Create(entry.Key, ContextValue.Of(entry.Text))));
}
