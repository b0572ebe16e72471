using System.Net;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §1 and §3: what typed values are to operators, to keys and to readers of explanations.</summary>
public sealed class ContextValueTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 14, 0, 0, TimeSpan.FromHours(2));

    public static TheoryData<string, string> Texts => new()
    {
        { "not supplied", "" },
        { "none", "" },
        { "conflict", "" },
        { "text", "5" },
        { "texts", "5, true" },
        { "true", "true" },
        { "false", "false" },
        { "integer", "-5" },
        { "number", "5.50" },
        { "instant", "2026-05-04T12:00:00Z" },
        { "fraction", "2026-05-04T12:00:00.25Z" },
        { "v4", "10.0.0.5" },
        { "mapped", "10.0.0.5" },
        { "v6", "2001:db8::5" },
        { "bytes", "AQI=" },
        { "arn", "arn:aws:app:::doc" },
    };

    // The columns are the operators of Readers; T, F, U: what they answer to such a value.
    public static TheoryData<string, string> Answers => new()
    {
        { "conflict", "UUUUUUU" },
        { "text", "TTTFUUU" },
        { "true", "FUUTUUU" },
        { "false", "FUUFUUU" },
        { "integer", "FTTFUUU" },
        { "number", "FTTFUUU" },
        { "instant", "FTTFUUU" },
        { "v4", "FUUFTUU" },
        { "mapped", "FUUFTUU" },
        { "v6", "FUUFFUU" },
        { "bytes", "FUUFUTU" },
        { "arn", "FUUFUUT" },
    };

    private static readonly (string Operator, string Value)[] Readers =
    [
        ("StringEquals", "5"), ("NumericLessThan", "1777896001"), ("DateLessThan", "2026-05-04T12:00:01Z"),
        ("Bool", "true"), ("IpAddress", "10.0.0.0/8"), ("BinaryEquals", "AQI="), ("ArnLike", "arn:aws:app:::*"),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Value_AsText_IsInvariant(string value, string text) => Assert.Equal(text, Of(value).ToString());

    [Theory]
    [InlineData("not supplied", 0, true, false)]
    [InlineData("none", 0, true, true)]
    [InlineData("conflict", 1, false, true)]
    [InlineData("text", 1, false, true)]
    [InlineData("texts", 2, false, true)]
    [InlineData("instant", 1, false, true)]
    public void Value_KnowsHowManyItIs(string value, int count, bool isAbsent, bool isSupplied) =>
        Assert.Equal((count, isAbsent, isSupplied), (Of(value).Count, Of(value).IsAbsent, Of(value).IsSupplied));

    [Fact]
    public void NoTexts_AreNone() =>
        Assert.Equal(ContextValueForm.None, ContextValue.Of(Array.Empty<string>().AsEnumerable()).Form);

    [Theory]
    [InlineData("text", "Multiple", "Texts", "5")]
    [InlineData("integer", "Multiple", "Texts", "-5")]
    [InlineData("conflict", "Multiple", "Conflict", "")]
    [InlineData("none", "Multiple", "None", "")]
    [InlineData("texts", "Multiple", "Texts", "5, true")]
    [InlineData("text", "Single", "Text", "5")]
    [InlineData("integer", "Single", "Integer", "-5")]
    [InlineData("list of one", "Single", "Text", "7")]
    [InlineData("texts", "Single", "Texts", "5, true")]
    [InlineData("none", "Single", "None", "")]
    [InlineData("list of one", "Undeclared", "Texts", "7")]
    [InlineData("text", "Undeclared", "Text", "5")]
    public void C34_Value_TakesTheCardinalityOfItsKey(string value, string cardinality, string form, string text)
    {
        ConditionKey key = ConditionKey.Declare(
            "app:key", cardinality: Enum.Parse<ConditionKeyCardinality>(cardinality));

        ContextValue fitted = Of(value).For(key);

        Assert.Equal((form, text), (fitted.Form.ToString(), fitted.ToString()));
    }

    [Theory]
    [InlineData("text", "Undeclared", true)]
    [InlineData("texts", "Undeclared", false)]
    [InlineData("list of one", "Undeclared", false)]
    [InlineData("list of one", "Single", true)]
    [InlineData("texts", "Single", false)]
    [InlineData("none", "Single", false)]
    [InlineData("integer", "Single", true)]
    [InlineData("text", "Multiple", false)]
    public void C34_OnlyOneValueOfAKeyThatIsNotMultivalued_IsSingle(string value, string cardinality, bool isSingle)
    {
        ConditionKey key = ConditionKey.Declare(
            "app:key", cardinality: Enum.Parse<ConditionKeyCardinality>(cardinality));

        Assert.Equal(isSingle, Of(value).IsSingle(key));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void TypedValue_EachOperator_ReadsWhatItCan(string value, string answers)
    {
        string actual = string.Concat(Readers.Select(
            reader => Condition.Of(reader.Operator, reader.Value, Of(value)).ToString()[0]));

        Assert.Equal(answers, actual);
    }

    [Fact]
    public void ListsOfNumbersDatesAndAddresses_AreReadOneByOne()
    {
        ContextValue values = Many("5", "2026-05-04", "10.0.0.5", "AQI=", "true");

        Assert.True(values.TryGetNumber(0, out decimal number) && number == 5);
        Assert.True(values.TryGetInstant(1, out decimal seconds) && seconds == 1777852800);
        Assert.True(values.TryGetAddress(2, out IpAddressRange _));
        Assert.Equal([1, 2], values.Bytes(3));
        Assert.True(values.Boolean(4));
        Assert.Null(values.Boolean(0));
        Assert.False(values.TryGetNumber(4, out _));
    }

    [Fact]
    public void NoValue_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => ContextValue.Of((string)null!));
        Assert.Throws<ArgumentNullException>(() => ContextValue.Of((IEnumerable<string>)null!));
        Assert.Throws<ArgumentNullException>(() => ContextValue.Of((IPAddress)null!));
        Assert.Throws<ArgumentNullException>(() => ContextValue.None.For(null!));
    }

    private static ContextValue Of(string value) => value switch
    {
        "none" => ContextValue.None,
        "conflict" => ContextValue.Conflict,
        "text" => One("5"),
        "texts" => Many("5", "true"),
        "list of one" => Many("7"),
        "true" => ContextValue.Of(true),
        "false" => ContextValue.Of(false),
        "integer" => ContextValue.Of(-5L),
        "number" => ContextValue.Of(5.50m),
        "instant" => ContextValue.Of(Noon),
        "fraction" => ContextValue.Of(Noon.AddMilliseconds(250)),
        "v4" => ContextValue.Of(IPAddress.Parse("10.0.0.5")),
        "mapped" => ContextValue.Of(IPAddress.Parse("::ffff:10.0.0.5")),
        "v6" => ContextValue.Of(IPAddress.Parse("2001:db8::5")),
        "bytes" => ContextValue.Of([1, 2]),
        "arn" => ContextValue.Of(Arn.Parse("arn:aws:app:::doc")),
        _ => ContextValue.NotSupplied,
    };
}
