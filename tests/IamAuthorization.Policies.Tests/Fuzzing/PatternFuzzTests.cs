namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>
/// E3: any text as a pattern compiles and is matched: nothing is thrown, and matching allocates nothing, however often
/// a variable stands in it.
/// </summary>
[Trait("Threat", "E3")]
public sealed class PatternFuzzTests
{
    private static readonly string[] Seeds =
    [
        "a*b?c", "${aws:username}", "${aws:username, 'x'}", "${*}${?}${$}", "arn:aws:s3:::b/${app:v}/*", "arn:aws:s3:*",
        "arn:*:*:?:${a:b}:*", "${", "${}", "${a", "${a'b'}", "${a, 'b}'}", "${${a}}", "${a }", "*?*?*", "app:Get*", "*",
    ];

    private static readonly string[] Tokens =
    [
        "*", "?", "**", "*?", "${", "}", "'", ", '", "'}", "${*}", "${?}", "${$}", "${a}", "${a:b}", "${a:b, 'x'}", "$",
        "arn:", "arn:aws:", ":", "::", "/", "app:", "a",
    ];

    private static readonly string[] Texts =
        ["", "a", "abc", "arn:aws:s3:::b/x/y", "arn:aws:s3:::b", "*", "${a}", "\uD83D"];

    private static readonly string[] Operators = ["StringLike", "ArnLike", "StringEquals", "StringEqualsIgnoreCase"];

    [Fact]
    public void AnyText_ReadAsPattern_HasNormalTokens() => TextFuzzer.Run(
        new FuzzTarget("pattern tokens", Seeds, Tokens, TryTokens) { BytesPerCharacter = 128 }, count: 20_000);

    [Fact]
    public void AnyText_AsPattern_IsMatchedWithoutAllocation() => TextFuzzer.Run(
        new FuzzTarget("pattern", Seeds, Tokens, TryMatch)
        {
            LengthMax = 512,
            BytesFree = 64 * 1_024,
            BytesPerCharacter = 2_048,
        },
        count: 4_000);

    private static int TryTokens(string text, uint variant)
    {
        bool hasVariables = (variant & 1) != 0;
        bool hasWildcards = (variant & 2) != 0;
        List<PatternToken> tokens = PatternReader.Read(text, hasVariables, hasWildcards, out VariableProblem problem);

        bool isMalformed = tokens.Exists(token => token.Kind == PatternTokenKind.Malformed);
        FuzzFault.Unless(
            isMalformed == (problem != VariableProblem.None), "Malformed without a problem, or the reverse.");
        FuzzFault.Unless(hasVariables || !isMalformed, "A variable where there are none.");
        int answer = 0;
        for (int index = 0; index < tokens.Count; index++)
        {
            PatternTokenKind kind = tokens[index].Kind;
            bool isRepeated = index > 0 && kind == tokens[index - 1].Kind;
            FuzzFault.Unless(
                !isRepeated || kind is not (PatternTokenKind.AnyRun or PatternTokenKind.Literal),
                "Neighbours not joined.");
            FuzzFault.Unless(
                hasWildcards || kind is not (PatternTokenKind.AnyRun or PatternTokenKind.AnyOne), "A wildcard.");
            answer = index < 6 ? (answer * 5) + (int)kind : answer;
        }

        int wildcards = tokens.Sum(token => (token.Text ?? "").AsSpan().ContainsAny('*', '?') ? 1 : 0);
        FuzzFault.Unless(!hasWildcards || wildcards <= text.AsSpan().Count('$'), "A literal wildcard nobody escaped.");
        return (answer * 8) + (int)problem;
    }

    private static int TryMatch(string text, uint variant)
    {
        if (ConditionProbe.TryOf([Operators[(variant >> 4) % Operators.Length]], text) is not { } probe)
        {
            return -1;
        }

        var context = new ConditionProbe.OneValue(default, ContextValue.Of(Texts[variant % Texts.Length]));
        int answer = Ask(probe, context);
        bool isSame = true;
        long allocated = Allocation.LeastOf(() => isSame &= Ask(probe, context) == answer);
        FuzzFault.Unless(isSame, "The same question has two answers.");
        FuzzFault.Unless(allocated == 0, "Matching allocates.");
        return answer;
    }

    private static int Ask(ConditionProbe probe, ConditionProbe.OneValue context)
    {
        int answer = 0;
        foreach (string given in Texts)
        {
            context.Given = ContextValue.Of(given);
            answer = (answer * 3) + (int)probe.Ask(0, context);
        }

        return answer;
    }
}
