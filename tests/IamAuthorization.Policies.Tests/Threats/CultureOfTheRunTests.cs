using System.Globalization;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>
/// E4: <c>tests/run</c> runs the suites under cultures that fold, write numbers and order differently. Here it is seen
/// that the culture asked for is in force, and that there are culture data where they are expected.
/// </summary>
[Trait("Threat", "E4")]
public sealed class CultureOfTheRunTests
{
    [Fact]
    public void CultureAskedFor_IsInForce()
    {
        string? asked = Environment.GetEnvironmentVariable("IAM_TEST_CULTURE");
        string turkish = CultureInfo.GetCultureInfo("tr-TR").TextInfo.ToUpper("i");
        string here = CultureInfo.CurrentCulture.TextInfo.ToUpper("i");

        (string Turkish, string Here) expected = asked switch
        {
            "invariant" => ("I", "I"),
            "tr-TR" => ("\u0130", "\u0130"),
            _ => ("\u0130", here),
        };
        Assert.Equal(expected, (turkish, here));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void DecisionsOfTheLanguage_AnyCulture_AreTheSame(string culture)
    {
        string before = Summary();
        using var _ = new Conditions.CultureScope(culture);

        Assert.Equal(before, Summary());
    }

    private static string Summary() => string.Join(';', Conditions.OperatorSpecimen.All.SelectMany(specimen =>
        new[] { specimen.Match, specimen.Other, "", "1,5", "\u0130" }.Select(given =>
            $"{specimen.Name} {given} {Conditions.Condition.Of(specimen.Name, specimen.Policy, given)}")));
}
