using System.Globalization;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §3.3.</summary>
public sealed class DateOperatorTests
{
    [Theory]
    [InlineData("2026-05-04", "2026-05-04T00:00:00Z")]
    [InlineData("2026-05", "2026-05-01T00:00:00Z")]
    [InlineData("2026-05-04T10:20Z", "2026-05-04T10:20:00Z")]
    [InlineData("2026-05-04T10:20:30Z", "2026-05-04T10:20:30.000Z")]
    [InlineData("2026-05-04T10:20:30.123Z", "2026-05-04T10:20:30.1230Z")]
    [InlineData("2026-05-04T10:20+02:00", "2026-05-04T08:20:00Z")]
    [InlineData("2026-05-04T23:20-02:30", "2026-05-05T01:50:00Z")]
    [InlineData("2026", "1970-01-01T00:33:46Z")]
    [InlineData("0", "1970-01-01")]
    [InlineData("1777888830", "2026-05-04T10:00:30Z")]
    [InlineData("2024-02-29", "1709164800")]
    public void SameInstant_TwoSpellings_AreEqual(string left, string right)
    {
        Assert.Equal(Answer.True, Of("DateEquals", left, right));
        Assert.Equal(Answer.True, Of("DateEquals", right, left));
        Assert.Equal(Answer.False, Of("DateNotEquals", left, right));
        Assert.Equal(Answer.False, Of("DateLessThan", left, right));
        Assert.Equal(Answer.True, Of("DateGreaterThanEquals", left, right));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("9223372036854775808")]
    [InlineData("2026-13")]
    [InlineData("2026-00-01")]
    [InlineData("2026-02-30")]
    [InlineData("2025-02-29")]
    [InlineData("2026-05-04T24:00Z")]
    [InlineData("2026-05-04T10:60Z")]
    [InlineData("2026-05-04T10:20:60Z")]
    [InlineData("2026-05-04T10:20:30")]
    [InlineData("2026-05-04T10:20")]
    [InlineData("2026-05-04 10:20:30Z")]
    [InlineData("2026-5-4")]
    [InlineData("2026/05/04")]
    [InlineData("05/04/2026")]
    [InlineData("2026-05-04T10:20:30.Z")]
    [InlineData("1e9")]
    [InlineData("1.5")]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("٢٠٢٦-٠٥-٠٤")]
    [InlineData(" 2026-05-04")]
    public void Literal_Unreadable_IsUnknownOnEitherSide(string text)
    {
        Assert.Equal(Answer.Unknown, Of("DateLessThan", "2026-05-04", text));
        Assert.Equal(Answer.Unknown, Of("DateLessThan", text, "2026-05-04"));
        Assert.Equal(Answer.Unknown, Of("DateNotEquals", text, "2026-05-04"));
    }

    [Theory]
    [InlineData("2026-05-04T10:20:30.0000001Z", "2026-05-04T10:20:30Z")]
    [InlineData("2026-05-04T10:20:30.1Z", "2026-05-04T10:20:30.01Z")]
    public void C23_FractionOfSecond_Counts(string later, string earlier)
    {
        Assert.Equal(Answer.True, Of("DateLessThan", later, earlier));
        Assert.Equal(Answer.False, Of("DateEquals", later, earlier));
    }

    [Fact]
    public void C24_EpochTime_DateAndNumericOperators_BothWork()
    {
        ContextValue now = ContextValue.Of(new DateTimeOffset(2026, 5, 4, 10, 0, 30, TimeSpan.FromHours(2)));

        Assert.Equal(Answer.True, OfJson("DateEquals", "\"2026-05-04T08:00:30Z\"", now, "aws:EpochTime"));
        Assert.Equal(Answer.True, OfJson("NumericEquals", "\"1777881630\"", now, "aws:EpochTime"));
        Assert.Equal(Answer.True, OfJson("NumericLessThan", "2000000000", ContextValue.Of(1777881630L), "aws:EpochTime"));
        Assert.Equal(Answer.True, OfJson("DateLessThan", "\"2030-01-01\"", ContextValue.Of(1777881630L), "aws:EpochTime"));
        Assert.Equal(Answer.True, OfJson("DateGreaterThan", "\"2026-05-04\"", now, "aws:CurrentTime"));
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("")]
    public void Calendar_AnyCulture_IsGregorian(string culture)
    {
        using var _ = new CultureScope(culture);
        ContextValue instant = ContextValue.Of(DateTimeOffset.ParseExact(
            "2026-05-04T00:00:00Z", "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture));

        Assert.Equal(Answer.True, Of("DateEquals", "2026-05-04", instant));
        Assert.Equal(Answer.True, Of("StringLike", "2026-05-04T00:00:00*", instant));
    }
}
