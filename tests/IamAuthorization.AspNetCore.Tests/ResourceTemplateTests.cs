using IamAuthorization.Policies;
using Microsoft.AspNetCore.Routing;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class ResourceTemplateTests
{
    [Theory]
    [InlineData("order/{id}", "7", TestApp.Prefix + "order/7")]
    [InlineData("{id}", "7", TestApp.Prefix + "7")]
    [InlineData("order/{ID}/lines", "7", TestApp.Prefix + "order/7/lines")]
    [InlineData("arn:aws:shop:::cart/{id}", "7", "arn:aws:shop:::cart/7")]
    [InlineData("*", "7", "*")]
    [InlineData("reports", "7", TestApp.Prefix + "reports")]
    [InlineData("file/{**id}", "a/b//c", TestApp.Prefix + "file/a/b//c")]
    [InlineData("order/{id}", "*", TestApp.Prefix + "order/*")]
    [InlineData("order/{id}", "${aws:username}", TestApp.Prefix + "order/${aws:username}")]
    [InlineData("order/{id}", "%2F%252e", TestApp.Prefix + "order/%2F%252e")]
    [InlineData("order/{id}", "1:2", TestApp.Prefix + "order/1:2")]
    [InlineData("order/{id}", "{id}", TestApp.Prefix + "order/{id}")]
    [InlineData("order/{id}", "e\u0301", TestApp.Prefix + "order/e\u0301")]
    [InlineData("order/{id}", "\uFF41dmin", TestApp.Prefix + "order/\uFF41dmin")]
    [InlineData("order/{id}", "...", TestApp.Prefix + "order/...")]
    [InlineData("order/{id}", "a..b", TestApp.Prefix + "order/a..b")]
    public void P102_P105_P108_P109_P110_RouteValue_Template_IsPutInAsItIs(string template, string value, string arn)
    {
        bool isFilled = Fill(template, value, out Arn filled, out _);

        Assert.True(isFilled);
        Assert.Equal(arn, filled.ToString());
    }

    [Theory]
    [InlineData("order/{id}", "", "is empty")]
    [InlineData("order/{id}", ".", "`.` or `..`")]
    [InlineData("order/{id}", "..", "`.` or `..`")]
    [InlineData("order/{id}", "a/b", "holds `/`")]
    [InlineData("order/{id}", "/", "holds `/`")]
    [InlineData("order/{id}", "a\\b", "holds `\\`")]
    [InlineData("order/{id}", "a\0b", "U+0000")]
    [InlineData("order/{id}", "a\u007F", "U+007F")]
    [InlineData("order/{id}", "a\u0085", "U+0085")]
    [InlineData("file/{**id}", "", "is empty")]
    [InlineData("file/{**id}", "a/../b", "`.` or `..`")]
    [InlineData("file/{**id}", "..", "`.` or `..`")]
    [InlineData("file/{**id}", "a/.", "`.` or `..`")]
    [InlineData("file/{**id}", "a\\b", "holds `\\`")]
    [InlineData("file/{**id}", "a\nb", "U+000A")]
    [InlineData("order/{other}", "7", "no value for `{other}`")]
    public void P103_P104_P106_RouteValue_Ambiguous_IsRefusedWithItsOwnReason(
        string template, string value, string reason)
    {
        bool isFilled = Fill(template, value, out _, out string? problem);

        Assert.False(isFilled);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "character 1", "empty")]
    [InlineData("order/{id", "character 7", "not closed")]
    [InlineData("order/id}", "character 9", "closes nothing")]
    [InlineData("order/{}", "character 7", "route parameter alone")]
    [InlineData("order/{id:int}", "character 7", "route parameter alone")]
    [InlineData("order/{id?}", "character 7", "route parameter alone")]
    [InlineData("order/{*id}", "character 7", "route parameter alone")]
    [InlineData("order/*", "character 7", "one concrete resource")]
    [InlineData("order/{a}{b}", "character 10", "between them")]
    [InlineData("a\\b", "character 2", "not part")]
    [InlineData("a\tb", "character 2", "U+0009")]
    [InlineData("arn:aws:orders", "five parts", "literal")]
    [InlineData("arn:aws:orders:eu-west-1:{tenant}:order/{id}", "five parts", "literal")]
    [InlineData("arn:::::x", "partition and service", "must not be empty")]
    public void Template_Malformed_IsRefusedWithPlaceAndReason(string template, string place, string reason)
    {
        FormatException refused = Assert.Throws<FormatException>(() => ResourceTemplate.Parse(template));

        Assert.Contains(place, refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_048, true)]
    [InlineData(2_049, false)]
    public void Template_Length_IsBounded(int length, bool isAccepted)
    {
        Exception? refused = Record.Exception(() => ResourceTemplate.Parse(new string('a', length)));

        Assert.Equal(isAccepted, refused is null);
    }

    [Fact]
    public void RouteValue_LongerThanAnyArn_IsRefused()
    {
        bool isFilled = Fill("order/{id}", new string('a', Arn.LengthMax), out _, out string? problem);

        Assert.False(isFilled);
        Assert.Contains("longer", problem, StringComparison.Ordinal);
    }

    private static bool Fill(string template, string value, out Arn arn, out string? problem) =>
        ResourceTemplate.Parse(template).TryFill(
            TestApp.Prefix, new RouteValueDictionary { ["id"] = value }, out arn, out problem);
}
