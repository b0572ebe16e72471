using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>
/// Conditions §2 and §4 as data: every operator with every modifier, over every state a key can be in. A cell says
/// what the positive operator and what its negation answer; <c>e</c> is the operator's own answer to the empty string.
/// </summary>
[Trait("Threat", "E7")]
public sealed class MissingKeyTests
{
    private static readonly string[] States =
        ["absent", "none", "empty", "match", "other", "[empty]", "[match]", "[other]", "[match,match]",
         "[match,other]", "[other,other]", "[empty,empty]", "[empty,match]", "[empty,other]"];

    // The columns are the states above; the cell is positive/negated: T, F, U (unknown), e (as the empty string is).
    private static readonly Dictionary<string, string[]> Table = new(StringComparer.Ordinal)
    {
        [""] =
            ["FT", "FT", "ee", "TF", "FT", "UU", "UU", "UU", "UU", "UU", "UU", "UU", "UU", "UU"],
        ["IfExists"] =
            ["TT", "TT", "ee", "TF", "FT", "UU", "UU", "UU", "UU", "UU", "UU", "UU", "UU", "UU"],
        ["ForAllValues:"] =
            ["TT", "TT", "TT", "TF", "FT", "TT", "TF", "FT", "TF", "FF", "FT", "TT", "eF", "Fe"],
        ["ForAllValues:IfExists"] =
            ["TT", "TT", "TT", "TF", "FT", "TT", "TF", "FT", "TF", "FF", "FT", "TT", "eF", "Fe"],
        ["ForAnyValue:"] =
            ["FF", "FF", "FF", "TF", "FT", "FF", "TF", "FT", "TF", "TT", "FT", "FF", "Te", "eT"],
        ["ForAnyValue:IfExists"] =
            ["FF", "FF", "FF", "TF", "FT", "FF", "TF", "FT", "TF", "TT", "FT", "FF", "Te", "eT"],
    };

    public static TheoryData<string, string> Operators()
    {
        var rows = new TheoryData<string, string>();
        foreach (OperatorSpecimen specimen in OperatorSpecimen.All)
        {
            foreach (string modifier in Table.Keys)
            {
                rows.Add(specimen.Name, modifier);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void C09_EveryOperator_EveryStateOfTheKey_AnswersAsTheTableSays(string name, string modifier)
    {
        OperatorSpecimen specimen = OperatorSpecimen.Of(name);
        string full = Spelled(name, modifier);

        string[] expected = [.. States.Select((state, index) => $"{state}={Expected(specimen, modifier, index)}")];
        string[] actual =
        [
            .. States.Select(state => $"{state}={Of(full, specimen.Policy, Given(state, specimen))}"),
        ];

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void EveryComparisonOfTheLanguage_ButNull_StandsInTheTable()
    {
        IEnumerable<ConditionBase> compared = OperatorSpecimen.All.Select(
            specimen => ConditionOperator.TryParse(specimen.Name, out ConditionOperator parsed)
                ? parsed.Base
                : default);

        Assert.Equal(Enum.GetValues<ConditionBase>().Except([ConditionBase.Null]), compared.Distinct().Order());
    }

    [Theory]
    [InlineData("absent", Answer.True, Answer.False)]
    [InlineData("none", Answer.True, Answer.False)]
    [InlineData("empty", Answer.True, Answer.False)]
    [InlineData("[empty]", Answer.True, Answer.False)]
    [InlineData("[empty,empty]", Answer.True, Answer.False)]
    [InlineData("match", Answer.False, Answer.True)]
    [InlineData("[match]", Answer.False, Answer.True)]
    [InlineData("[match,other]", Answer.False, Answer.True)]
    [InlineData("[empty,other]", Answer.False, Answer.True)]
    public void C14_Null_StateOfTheKey_IsAnswered(string state, Answer isNull, Answer isPresent)
    {
        ContextValue given = Given(state, OperatorSpecimen.All[0]);

        Assert.Equal(isNull, Of("Null", "true", given));
        Assert.Equal(isPresent, Of("Null", "false", given));
        Assert.Equal(isNull, Of("Null", "TRUE", given));
        Assert.Equal(isPresent, OfJson("Null", "false", given));
        Assert.Equal(Answer.True, Of("Null", ["true", "false"], given));
    }

    [Fact]
    public void EmptyString_PolicyNamesIt_IsAnOrdinaryValue()
    {
        Assert.Equal(Answer.True, Of("StringEquals", "", One("")));
        Assert.Equal(Answer.False, Of("StringNotEquals", "", One("")));
        Assert.Equal(Answer.True, Of("StringLike", "*", One("")));
        Assert.Equal(Answer.False, Of("StringEquals", "", ContextValue.NotSupplied));
    }

    [Theory]
    [InlineData("StringNotEquals")]
    [InlineData("StringNotEqualsIfExists")]
    public void C10_NegatedWithIfExists_MissingKey_IsStillTrue(string @operator) =>
        Assert.Equal(Answer.True, Of(@operator, "x", ContextValue.NotSupplied));

    [Fact]
    public void C15_EmptyListOfPolicyValues_EveryForm_IsAnswered()
    {
        (string Operator, Answer Absent, Answer Present)[] rows =
        [
            ("StringEquals", Answer.False, Answer.False),
            ("StringNotEquals", Answer.True, Answer.True),
            ("StringEqualsIfExists", Answer.True, Answer.False),
            ("StringNotEqualsIfExists", Answer.True, Answer.False),
            ("ForAllValues:StringEquals", Answer.True, Answer.False),
            ("ForAllValues:StringNotEquals", Answer.True, Answer.False),
            ("ForAnyValue:StringEquals", Answer.False, Answer.False),
            ("ForAnyValue:StringNotEquals", Answer.False, Answer.False),
            ("Null", Answer.False, Answer.False),
        ];

        Assert.All(rows, row =>
        {
            bool isSet = row.Operator.StartsWith("For", StringComparison.Ordinal);
            ContextValue present = isSet ? Many("x") : One("x");
            Answer answerIfAbsent = OfJson(row.Operator, "[]", ContextValue.NotSupplied);
            Assert.Equal(row, (row.Operator, answerIfAbsent, OfJson(row.Operator, "[]", present)));
        });
    }

    private static Answer Expected(OperatorSpecimen specimen, string modifier, int column) =>
        Table[modifier][column][specimen.IsNegated ? 1 : 0] switch
        {
            'T' => Answer.True,
            'F' => Answer.False,
            'e' => specimen.Pass(specimen.Empty),
            _ => Answer.Unknown,
        };

    private static string Spelled(string name, string modifier)
    {
        bool isIfExists = modifier.EndsWith("IfExists", StringComparison.Ordinal);
        string prefix = isIfExists ? modifier[..^"IfExists".Length] : modifier;
        return prefix + name + (isIfExists ? "IfExists" : "");
    }

    private static ContextValue Given(string state, OperatorSpecimen specimen)
    {
        string[] values = [.. state.Trim('[', ']').Split(',').Select(word => Value(word, specimen))];
        return state switch
        {
            "absent" => ContextValue.NotSupplied,
            "none" => ContextValue.None,
            _ => state.StartsWith('[') ? Many(values) : One(values[0]),
        };
    }

    private static string Value(string word, OperatorSpecimen specimen) => word switch
    {
        "match" => specimen.Match,
        "other" => specimen.Other,
        _ => "",
    };
}
