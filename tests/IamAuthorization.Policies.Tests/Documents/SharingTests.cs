using System.Collections.Immutable;
using System.Runtime.InteropServices;
using static IamAuthorization.Policies.Tests.Documents.PolicyText;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>
/// Documents that say the same share it, and none ever gets what another says: the tables behind it forget and are
/// raced for.
/// </summary>
public sealed class SharingTests
{
    private static readonly PolicyReadOptions Stored = new() { Quotas = null, Gate = PolicyGate.Stored };

    private static readonly string Shared = Of(
        "'Sid':'Sharing','Effect':'Allow','Action':['s3:GetShared','s3:ListShared'],'Resource':'arn:aws:s3:::shared',"
        + "'Condition':{'StringEquals':{'aws:PrincipalTag/shared':['a','b']}}");

    public static TheoryData<string, Func<PolicyStatement, object?>> Parts => new()
    {
        { "Sid", statement => statement.Sid },
        { "an action", statement => statement.Actions[0] },
        { "the list of actions", statement => ImmutableCollectionsMarshal.AsArray(statement.Actions) },
        { "a single resource", statement => ImmutableCollectionsMarshal.AsArray(statement.Resources!.Value) },
        { "a condition", statement => statement.Conditions[0] },
    };

    // WHY: tests beside this one may take the slot between two readings, so one pair of many is enough.
    [Theory]
    [MemberData(nameof(Parts))]
    public void TwoDocuments_SayTheSame_ShareIt(string part, Func<PolicyStatement, object?> partOf) => Assert.True(
        Enumerable.Range(0, 100).Any(_ => ReferenceEquals(partOf(Read(Shared)), partOf(Read(Shared)))), part);

    [Fact]
    public void ManyReaders_MoreTextsThanAreRemembered_EachGetsItsOwn() => Parallel.For(
        0,
        20_011,
        number =>
        {
            string name = $"n{number * 7 % 20_011}";
            PolicyStatement statement = Read(Of(
                $"'Sid':'{name}','Effect':'Deny','Action':['s3:{name}'],'Resource':['arn:aws:s3:::{name}','*'],"
                + $"'Condition':{{'StringLike':{{'app:{name}':['{name}']}}}}"));

            Assert.Equal(name, statement.Sid);
            Assert.Equal([$"s3:{name}"], statement.Actions);
            Assert.Equal([$"arn:aws:s3:::{name}", "*"], statement.Resources!.Value);
            Assert.Equal($"app:{name}", statement.Conditions[0].Key);
            Assert.Equal(name, Assert.Single(statement.Conditions[0].Values).Text);
        });

    [Theory]
    [InlineData("a")]
    [InlineData("Ã©")]
    [InlineData("é")]
    [InlineData("日本")]
    [InlineData("\\u00e9")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef+")]
    public void Text_AnyLengthAndScript_IsItself(string text)
    {
        string expected = text.Replace("\\u00e9", "é", StringComparison.Ordinal);

        for (int time = 0; time < 2; time++)
        {
            Assert.Equal(expected, Read(Of($"'Sid':'{text}',{Get}")).Sid);
        }
    }

    [Fact]
    public void Lists_SameTextsInAnotherOrderOrNumber_StayApart()
    {
        ImmutableArray<string> one = Read(WithAction("['a:b','a:c']")).Actions;
        ImmutableArray<string> other = Read(WithAction("['a:c','a:b']")).Actions;
        ImmutableArray<string> longer = Read(WithAction("['a:b','a:c','a:c']")).Actions;

        Assert.Equal(["a:b", "a:c"], one);
        Assert.Equal(["a:c", "a:b"], other);
        Assert.Equal(["a:b", "a:c", "a:c"], longer);
    }

    private static PolicyStatement Read(string text) =>
        Assert.Single(PolicyDocument.Parse(text, PolicyKind.Managed, Stored).Statements);
}
