using CsCheck;
using IamAuthorization.Policies.Tests.Pitfalls;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>E3: whatever the text, the reader answers; it does not throw.</summary>
[Trait("Threat", "E3")]
public sealed class ReaderRobustnessTests
{
    private const string Valid = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["app:Get*"],"Resource":"arn:aws:app:::d/${aws:username}",
        "Condition":{"NumericLessThan":{"app:n":5},"ForAnyValue:StringLike":{"aws:TagKeys":["a*","\u0041"]}}}]}
        """;

    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\\udc00", "\\u0000", "\0", "\uFEFF", "\uD800",
        "\uDC00", "\u202E", "null", "true", "1e400", "-0", "1E+9999999999", "0.1e-400", "NaN", "//", "/*", "*", "${",
        "${}", "\"Effect\":\"Deny\",", "\"Statement\":[]", "[[[[[[[[[[[[[[[[[[", "\r\n", "\t", " ", "é", "\U0001F600",
    ];

    public static TheoryData<string> Oddities =>
    [
        "", " ", "null", "true", "0", "\"x\"", "[]", "{}", "{", "}", "\0", "\uFEFF{}", "{}{}", "{\"Statement\":null}",
        "{\"Statement\":{}}", "{\"Statement\":[{}]}", "{\"Statement\":[null]}", "{\"Statement\":[[]]}", "{\"\":1}",
        "{\"Version\":20121017,\"Statement\":[]}", "{\"Statement\":1e400}", "{\"Statement\":-}", "\uD800",
        "{\"\\ud800\":1}", "{'Statement':[]}", "{\"Statement\":[],}", "// x\n{}", "{\"Statement\":NaN}", "\u2028",
    ];

    [Theory]
    [MemberData(nameof(Oddities))]
    public void PL01_OddText_EveryKindAndGate_IsRefusedWithOurError(string text)
    {
        foreach (PolicyKind kind in Enum.GetValues<PolicyKind>())
        {
            foreach (PolicyGate gate in Enum.GetValues<PolicyGate>())
            {
                PolicyReadResult result = PolicyReader.Read(text, kind, new PolicyReadOptions { Gate = gate });

                Assert.Null(result.Document);
                Assert.NotNull(result.Error);
            }
        }
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00\\ud800")]
    [InlineData("\\u0000")]
    [InlineData("\\u001b")]
    [InlineData("\\u0085")]
    [InlineData("\\u200b")]
    [InlineData("\\u202e")]
    [InlineData("\\ufeff")]
    [InlineData("\u202E")]
    public void PL02_ForbiddenCharacter_InAnyString_IsRefused(string character)
    {
        Saving.AssertRefused(Saving.Document($$""" "Effect":"Allow","Action":"app:Get","Resource":"arn:aws:app:::{{character}}" """));
        Saving.AssertRefused(Saving.Document(
            $$""" "Effect":"Allow","Action":"app:Get","Resource":"*","Condition":{"StringEquals":{"app:k":"{{character}}" } } """));
    }

    [Fact]
    public void PL02_LoneSurrogateAsRawText_IsRefused() =>
        Saving.AssertRefused(Saving.Document(
            """ "Effect":"Allow","Action":"app:Get","Resource":"arn:aws:app:::" """.Replace(":::", ":::\uD800", StringComparison.Ordinal)));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-0")]
    [InlineData("1E+9999999999")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890")]
    public void Number_OutOfAnyRange_IsAnswered(string number)
    {
        string text = Saving.Document(
            $$""" "Effect":"Allow","Action":"app:Get","Resource":"*","Condition":{"StringEquals":{"app:k":{{number}} } } """);

        PolicyReadResult result = Saving.Save(text);

        Assert.Equal(result.Error is null, result.Document is not null);
        Assert.True(result.Document is null || result.Document.Statements[0].Conditions[0].Values[0].Text == number);
    }

    [Theory]
    [InlineData(131_072, true)]
    [InlineData(131_073, false)]
    public void PL11_Length_AtTheLimit_IsReadAndBeyondRefused(int length, bool isRead)
    {
        string text = Valid + new string(' ', length - Valid.Length);

        PolicyReadResult result = Saving.Save(text);

        Assert.Equal(isRead, result.Document is not null);
        Assert.Equal(isRead ? null : "ValidationError", result.Error?.Code);
    }

    [Fact]
    public void MutatedDocument_AnyKindAndGate_NeverThrows() => Fuzz.Holds(
        Gen.Select(
            Gen.Select(Gen.Int[0, Valid.Length], Gen.Int[0, 8], Gen.OneOf(Fragments)).Array[1, 6],
            Gen.Enum<PolicyKind>(),
            Gen.Enum<PolicyGate>()),
        sample =>
        {
            (var edits, PolicyKind kind, PolicyGate gate) = sample;
            string text = edits.Aggregate(Valid, static (built, edit) => Edit(built, edit.Item1, edit.Item2, edit.Item3));

            PolicyReadResult result = PolicyReader.Read(text, kind, new PolicyReadOptions { Gate = gate });

            return result.Document is null != (result.Error is null);
        });

    private static string Edit(string text, int at, int remove, string insert)
    {
        int start = Math.Min(at, text.Length);
        return text.Remove(start, Math.Min(remove, text.Length - start)).Insert(start, insert);
    }
}
