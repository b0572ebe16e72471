namespace IamAuthorization.Policies.Tests.Language;

/// <summary>
/// Policy-language §4 and §6: the tokens of a pattern, shown as text between bars, <c>*</c>, <c>?</c>, <c>(key)</c>,
/// <c>(key=default)</c> and <c>!</c> for a variable that is written wrong.
/// </summary>
public sealed class PatternReaderTests
{
    public static TheoryData<string, string, string> Patterns => new()
    {
        { "", "", "None" },
        { "abc", "|abc|", "None" },
        { "a*b", "|a|*|b|", "None" },
        { "a**b", "|a|*|b|", "None" },
        { "*?*", "?*", "None" },
        { "**??", "??*", "None" },
        { "a?*?b", "|a|??*|b|", "None" },
        { "$", "|$|", "None" },
        { "$a{b}", "|$a{b}|", "None" },
        { "a$", "|a$|", "None" },
        { "{a:b}", "|{a:b}|", "None" },
        { "a${*}b", "|a*b|", "None" },
        { "a${?}b${$}", "|a?b$|", "None" },
        { "${*", "!", "MissingBrace" },
        { "${a:b}", "(a:b)", "None" },
        { "x${a:b}y", "|x|(a:b)|y|", "None" },
        { "${a:b}${c:d}", "(a:b)(c:d)", "None" },
        { "${a:b}}", "(a:b)|}|", "None" },
        { "*${a:b}?", "*(a:b)?", "None" },
        { "${a:b, 'c'}", "(a:b=c)", "None" },
        { "${a:b, ''}", "(a:b=)", "None" },
        { "${a:b, ' c d '}", "(a:b= c d )", "None" },
        { "${a:b, 'c}d'}e", "(a:b=c}d)|e|", "None" },
        { "${a:b, 'c}'}", "(a:b=c})", "None" },
        { "'}${a:b}", "|'}|(a:b)", "None" },
        { "${a:b, 'c,d'}", "(a:b=c,d)", "None" },
        { "${a:b, '*'}", "(a:b=*)", "None" },
        { "${a:b}'}'", "(a:b)|'}'|", "None" },
        { "${a:b} it's ${c:d}", "(a:b)| it's |(c:d)", "None" },
    };

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "x${a:b", "|x|!", "MissingBrace" },
        { "${a:b*?", "!", "MissingBrace" },
        { "${a:b, 'c}", "!", "MissingQuote" },
        { "}${a:b, 'c}", "|}|!", "MissingQuote" },
        { "${a:b, 'c", "!", "MissingBrace" },
        { "${a:b, 'c'", "!", "MissingBrace" },
        { "${a:b, 'c}d'", "!", "MissingBrace" },
        { "${", "!", "MissingBrace" },
        { "${a${b:c", "!", "Nested" },
        { "${a${b:c}}", "!|}|", "Nested" },
        { "${a${b:c}d", "!|d|", "Nested" },
        { "${}", "!", "Empty" },
        { "${}x", "!|x|", "Empty" },
        { "${, 'c'}", "!", "Empty" },
        { "${a: b}", "!", "SpaceInKey" },
        { "${a:\tb}", "!", "SpaceInKey" },
        { "${a:b'c'}", "!", "SpaceInKey" },
        { "${a:b , 'c'}", "!", "SpaceInKey" },
        { "${a:b, c}", "!", "MissingQuote" },
        { "${a:b,}", "!", "MissingQuote" },
        { "${a:b, }", "!", "MissingQuote" },
        { "${a:b, '}", "!", "MissingQuote" },
        { "${a:b, 'c'd}", "!", "MissingQuote" },
        { "${a:b, c'}", "!", "MissingQuote" },
        { "${a:b,'c'}", "!", "MalformedDefault" },
        { "${a:b,  'c'}", "!", "MissingQuote" },
        { "${a:b, 'c''d'}", "!", "MalformedDefault" },
        { "${}${a: b}", "!!", "Empty" },
        { "${a: b}${}", "!!", "SpaceInKey" },
        { "${a:b}${}", "(a:b)!", "Empty" },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    [MemberData(nameof(Mistakes))]
    public void PL68_Pattern_IsReadIntoTokens(string text, string tokens, string problem) =>
        Assert.Equal((tokens, problem), Read(text, hasVariables: true, hasWildcards: true));

    [Theory]
    [InlineData("a*?", true, "|a*?|")]
    [InlineData("a*${b:c}?", true, "|a*|(b:c)|?|")]
    [InlineData("${*}", true, "|*|")]
    [InlineData("a*${b:c}", false, "|a*${b:c}|")]
    [InlineData("${}", false, "|${}|")]
    public void PL13_WithoutWildcards_StarsAreText(string text, bool hasVariables, string tokens) =>
        Assert.Equal((tokens, "None"), Read(text, hasVariables, hasWildcards: false));

    [Theory]
    [InlineData("${*}", "|${|*|}|")]
    [InlineData("${a:b", "|${a:b|")]
    public void PL13_WithoutVariables_BracesAreText(string text, string tokens) =>
        Assert.Equal((tokens, "None"), Read(text, hasVariables: false, hasWildcards: true));

    private static (string Tokens, string Problem) Read(string text, bool hasVariables, bool hasWildcards)
    {
        List<PatternToken> tokens =
            PatternReader.Read(text, hasVariables, hasWildcards, out VariableProblem problem);
        return (string.Concat(tokens.Select(Shown)), problem.ToString());
    }

    private static string Shown(PatternToken token) => token.Kind switch
    {
        PatternTokenKind.Literal => $"|{token.Text}|",
        PatternTokenKind.AnyRun => "*",
        PatternTokenKind.AnyOne => "?",
        PatternTokenKind.Variable => token.Text is null ? $"({token.Key})" : $"({token.Key}={token.Text})",
        _ => "!",
    };
}
