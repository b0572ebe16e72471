using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §4: the worked table, and what order, duplicates and empty strings do.</summary>
public sealed class SetOperatorTests
{
    private static readonly string[] Wanted = ["Project", "CostCenter"];

    public static TheoryData<string?[], string> Worked => new()
    {
        { [], "TTFF" },
        { ["Project"], "TFTF" },
        { ["Project", "CostCenter"], "TFTF" },
        { ["Project", "Owner"], "FFTT" },
        { ["Owner"], "FTFT" },
        { ["project"], "FTFT" },
        { [""], "TTFF" },
        { ["", ""], "TTFF" },
    };

    [Theory]
    [MemberData(nameof(Worked))]
    public void SetOperators_RequestValues_AnswerAsWorked(string[] request, string answers)
    {
        string[] operators =
        [
            "ForAllValues:StringEquals", "ForAllValues:StringNotEquals",
            "ForAnyValue:StringEquals", "ForAnyValue:StringNotEquals",
        ];

        string actual = string.Concat(operators.Select(
            @operator => Of(@operator, Wanted, Many(request)) == Answer.True ? 'T' : 'F'));

        Assert.Equal(answers, actual);
    }

    [Theory]
    [InlineData("ForAllValues:StringEquals", Answer.False)]
    [InlineData("ForAllValues:StringNotEquals", Answer.False)]
    [InlineData("ForAnyValue:StringEquals", Answer.True)]
    [InlineData("ForAnyValue:StringNotEquals", Answer.True)]
    public void C36_SomeEmptyStrings_AreOrdinaryValues(string @operator, Answer answer) =>
        Assert.Equal(answer, Of(@operator, Wanted, Many("", "Project")));

    [Theory]
    [InlineData("ForAllValues:StringEquals")]
    [InlineData("ForAllValues:StringNotEquals")]
    [InlineData("ForAnyValue:StringEquals")]
    [InlineData("ForAnyValue:StringNotEquals")]
    public void C38_OrderAndDuplicates_DoNotMatter(string @operator)
    {
        Answer answer = Of(@operator, Wanted, Many("Project", "Owner"));

        Assert.Equal(answer, Of(@operator, Wanted, Many("Owner", "Project")));
        Assert.Equal(answer, Of(@operator, Wanted, Many("Owner", "Owner", "Project", "Project")));
        Assert.Equal(answer, Of(@operator, ["CostCenter", "Project", "Project"], Many("Owner", "Project")));
    }

    [Fact]
    public void C37_OnlyTheseAndAtLeastOne_AllValuesPlusNull()
    {
        Assert.Equal(Answer.False, OnlyThese([]));
        Assert.Equal(Answer.True, OnlyThese(["Project"]));
        Assert.Equal(Answer.False, OnlyThese(["Project", "Owner"]));

        static Answer OnlyThese(string[] keys) => Of(
            Evaluation.World.Of(Evaluation.Names.Alice).WithMany("aws:TagKeys", keys),
            statement => statement
                .When("ForAllValues:StringEquals", "aws:TagKeys", Wanted)
                .When("Null", "aws:TagKeys", "false"));
    }

    [Theory]
    [InlineData("ForAllValues:StringEquals", "a", Answer.True)]
    [InlineData("ForAllValues:StringEquals", "b", Answer.False)]
    [InlineData("ForAnyValue:StringEquals", "a", Answer.True)]
    [InlineData("ForAnyValue:StringNotEquals", "a", Answer.False)]
    public void C35_SingleValuedKey_SetOperator_IsSetOfOne(string @operator, string given, Answer answer) =>
        Assert.Equal(answer, Of(@operator, "a", One(given)));

    [Theory]
    [InlineData("StringEquals")]
    [InlineData("StringNotEquals")]
    [InlineData("StringLikeIfExists")]
    public void C34_DeclaredMultivaluedKey_NoSetOperator_IsUnknownEvenForOneValue(string @operator)
    {
        Assert.Equal(Answer.Unknown, OfJson(@operator, "\"a\"", Many("a"), "aws:TagKeys"));
        Assert.Equal(Answer.Unknown, OfJson(@operator, "\"a\"", One("a"), "aws:TagKeys"));
    }

    [Fact]
    public void C34_KeyDeclaredMultivaluedByHost_NoSetOperator_IsUnknown()
    {
        ConditionKey key = ConditionKey.Declare("app:key", cardinality: ConditionKeyCardinality.Multiple);
        var context = new ContextValues([KeyValuePair.Create(key, One("a"))]);
        Evaluation.World world = Evaluation.World.Of(Evaluation.Names.Alice)
            .Identity(Evaluation.Statement.Allow().When("StringEquals", "app:key", "a"));

        Assert.False(IamEvaluator.Decide(world.Request(context), world.Policies()).IsAllowed);
    }

    [Theory]
    [InlineData("aws:TagKeys", false)]
    [InlineData("aws:RequestedRegion", true)]
    [InlineData("app:key", true)]
    public void C34_SourceOfTheHost_OneText_IsComparedUnlessTheKeyIsMultivalued(string key, bool isAllowed)
    {
        Evaluation.World world = Evaluation.World.Of(Evaluation.Names.Alice)
            .Identity(Evaluation.Statement.Allow().When("StringEquals", key, "a"));

        AuthorizationRequest request = world.Request(new OneText());

        Assert.Equal(isAllowed, IamEvaluator.Decide(request, world.Policies()).IsAllowed);
    }

    /// <summary>A source that knows nothing of how many values a key may have.</summary>
    private sealed class OneText : RequestContext
    {
        public override ContextValue Get(ConditionKey key) => One("a");
    }
}
