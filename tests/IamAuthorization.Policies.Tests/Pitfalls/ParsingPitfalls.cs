using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Pitfalls.Saving;

namespace IamAuthorization.Policies.Tests.Pitfalls;

/// <summary>Pitfalls, part A.</summary>
public sealed class ParsingPitfalls
{
    [Theory]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"a:b","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2012-10-17","Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[],"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")]
    public void P01_DuplicateMember_IsRefused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("\\u0045ffect")]
    [InlineData("Effec\\u0074")]
    [InlineData("E\\u0066fect")]
    public void P02_DuplicateHiddenByEscape_IsRefused(string name) =>
        AssertRefused(Document($$""" "Effect":"Deny","{{name}}":"Allow","Action":"*","Resource":"*" """));

    [Theory]
    [InlineData("""{"Version":"2012-10-17","Statement":{"effect":"Allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"ALLOW","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","action":"*","Resource":"*"}}""")]
    [InlineData("""{"Version":"2012-10-17","statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")]
    public void P03_WrongCase_IsRefused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("Conditions")]
    [InlineData("Conditon")]
    [InlineData("condition")]
    [InlineData("Comment")]
    public void P04_UnknownMember_IsRefused(string member) =>
        AssertRefused(Document(
            $$""" "Effect":"Allow","Action":"*","Resource":"*","{{member}}":{"Bool":{"app:flag":"true" } } """));

    [Fact]
    public void P05_TwoDocuments_AreRefused()
    {
        string one = World.Text(Statement.Allow("app:*"));

        AssertAccepted(one);
        AssertRefused(one + one);
        AssertRefused(one + " x");
        AssertRefused(one + "\0");
    }

    [Fact]
    public void P06_MissingVersion_VariableIsLiteral()
    {
        const string Entry = $"arn:aws:iam::{Here}:user/${{aws:username}}";
        string text = World.Text(version: null, Statement.Allow("*", Entry));

        Assert.False(World.Of(Alice).On(AliceArn).Attach(PolicyKind.InlineUser, text).IsAllowed());
        Assert.True(World.Of(Alice).On(Entry).Attach(PolicyKind.InlineUser, text).IsAllowed());
    }

    [Fact]
    public void P07_SingleValueAndArray_AreIdentical()
    {
        PolicyDocument? single = Save(Document(""" "Effect":"Allow","Action":"app:Get*","Resource":"*" """)).Document;
        PolicyDocument? array = Save(Document(""" "Effect":"Allow","Action":["app:Get*"],"Resource":["*"] """)).Document;

        Assert.NotNull(single);
        Assert.Equal(single, array);
    }

    [Fact]
    public void P08_BooleanValue_IsItsText()
    {
        Assert.Equal(Answer.True, Condition.OfJson("Bool", "false", ContextValue.Of(false), "aws:SecureTransport"));
        Assert.Equal(Answer.True, Condition.OfJson("Bool", "\"false\"", ContextValue.Of(false), "aws:SecureTransport"));
    }

    [Fact]
    public void P09_WhiteSpace_CountsForServiceControlPoliciesOnly()
    {
        string[] actions = [.. Enumerable.Range(0, 150).Select(number => $"app:GetDocumentOfTheKind{number:D12}")];
        string compact = World.Text(Statement.Allow(actions, ["*"]));
        string pretty = compact + new string('\n', 7_000 - compact.Length);
        Assert.InRange(compact.Length, 5_121, 6_144);

        AssertAccepted(pretty);
        Assert.Equal("LimitExceeded", Save(pretty, PolicyKind.ServiceControl).Error?.Code);
    }

    [Theory]
    [InlineData("Admin\n")]
    [InlineData("Ad\rmin")]
    public void P10_NewlineInName_IsNoArn(string name) =>
        Assert.Throws<FormatException>(() => Arn.Parse($"arn:aws:iam::{Here}:role/{name}"));

    [Fact]
    public void P11_CyrillicLetter_IsAnotherName() =>
        Assert.False(World.Of(User("\u0430dmin"))
            .ResourcePolicy(Statement.Allow().For($"arn:aws:iam::{Here}:user/admin"))
            .IsAllowed());

    [Fact]
    public void P02_EscapesInValues_AreTheirCharacters() =>
        Assert.Equal(
            "app:Get*",
            Save(Document(""" "Effect":"Allow","Action":"app:\u0047et*","Resource":"*" """))
                .Document?.Statements[0].Actions[0]);
}
