using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Evaluation;
using IamAuthorization.Policies.Tests.Fuzzing;
using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>
/// E12: variables are compared where they stand and never written out, so that no memory and no stack grows with what
/// they would expand to.
/// </summary>
[Trait("Threat", "E12")]
public sealed class VariableExpansionTests
{
    private const int Variables = 10_000;
    private const string Many = "arn:aws:app:::";

    private static readonly string Repeated = string.Concat(Enumerable.Repeat("${a:b}", Variables));

    [Theory]
    [InlineData("StringLike", "aaaaaa", 60_000, Answer.True)]
    [InlineData("StringLike", "aaaaaa", 60_001, Answer.False)]
    [InlineData("StringLike", "aaaaaa", 59_999, Answer.False)]
    [InlineData("StringEquals", "aaaaaa", 60_000, Answer.True)]
    [InlineData("StringEquals", "aaaaaa", 60_001, Answer.False)]
    [InlineData("StringEqualsIgnoreCase", "AAAAAA", 60_000, Answer.True)]
    [InlineData("StringLike", null, 65_536, Answer.False)]
    [InlineData("StringEquals", null, 65_536, Answer.False)]
    public void PL64_TenThousandVariables_AnyValue_AreComparedInPlace(
        string @operator, string? value, int length, Answer expected)
    {
        ConditionProbe probe = ConditionProbe.Of([@operator], Repeated);
        var context = new ConditionProbe.OneValue(
            ContextValue.Of(new string('a', length)), ContextValue.Of(value ?? new string('a', length)));

        Assert.Equal(expected, probe.Ask(0, context));
        Assert.Equal(0, Allocation.LeastOnSmallStack(() => probe.Ask(0, context)));
    }

    [Fact]
    public void PL64_ResourceOfTenThousandVariables_LongValues_IsComparedInPlace()
    {
        World world = World.Of(Alice).OwnedBy(Here).On(Many + new string('a', 65_000))
            .With("a:b", new string('a', 6)).Identity(Statement.Allow("*", Many + Repeated + "*"));
        AuthorizationRequest request = world.Request();
        ApplicablePolicies policies = world.Policies();

        Assert.True(IamEvaluator.Decide(request, policies).IsAllowed);
        Assert.Equal(0, Allocation.LeastOnSmallStack(() => IamEvaluator.Decide(request, policies)));
    }

    [Fact]
    public void PL64_StarsBetweenVariables_LongValues_AreComparedInPlace()
    {
        ConditionProbe probe = ConditionProbe.Of(["StringLike"], Repeated.Replace("}", "}*", StringComparison.Ordinal));
        ContextValue text = ContextValue.Of(new string('a', 65_536));

        (int Length, Answer Answer)[] rows =
            [(1, Answer.True), (6, Answer.True), (7, Answer.False), (65_536, Answer.False)];
        Assert.All(rows, row =>
        {
            var context = new ConditionProbe.OneValue(text, ContextValue.Of(new string('a', row.Length)));
            Assert.Equal(row.Answer, probe.Ask(0, context));
            Assert.Equal(0, Allocation.LeastOnSmallStack(() => probe.Ask(0, context)));
        });
    }

    [Theory]
    [InlineData("${a:b${a:b${a:b", 20_000)]
    [InlineData("${a:b, '", 20_000)]
    [InlineData("${", 65_000)]
    [InlineData("${a'}", 20_000)]
    [InlineData("${a:b}", 20_000)]
    public void PL68_MalformedAndNestedVariables_InAnyNumber_CostMemoryInProportion(string unit, int length)
    {
        string pattern = string.Concat(Enumerable.Repeat(unit, length / unit.Length));
        PatternReader.Read(pattern, hasVariables: true, hasWildcards: true, out _);
        long allocated = Allocation.LeastOnSmallStack(
            () => PatternReader.Read(pattern, hasVariables: true, hasWildcards: true, out _));

        Assert.InRange(allocated, 0, 4_096 + (64L * pattern.Length));
    }
}
