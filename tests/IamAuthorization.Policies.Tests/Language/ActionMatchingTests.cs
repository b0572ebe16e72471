using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Language;

/// <summary>Policy-language §3: which actions an entry means.</summary>
public sealed class ActionMatchingTests
{
    [Theory]
    [InlineData("*", "app:GetDoc", true)]
    [InlineData("*:*", "app:GetDoc", true)]
    [InlineData("app:GetDoc", "app:GetDoc", true)]
    [InlineData("APP:getdoc", "app:GetDoc", true)]
    [InlineData("app:getdoc", "APP:GETDOC", true)]
    [InlineData("IAM:listaccesskeys", "iam:ListAccessKeys", true)]
    [InlineData("app:*", "app:GetDoc", true)]
    [InlineData("app:Get*", "app:GetDoc", true)]
    [InlineData("app:Get*", "app:Get", true)]
    [InlineData("app:*Doc", "app:GetDoc", true)]
    [InlineData("app:*et*o*", "app:GetDoc", true)]
    [InlineData("iam:*AccessKey*", "iam:ListAccessKeys", true)]
    [InlineData("app:ListAccess*", "app:ListAccessLogs", true)]
    [InlineData("app:ListAccessL*", "app:ListAccessLogs", true)]
    [InlineData("app:ListAccessK*", "app:ListAccessLogs", false)]
    [InlineData("app:ListAccessKeys", "app:ListAccessKeys", true)]
    [InlineData("app:ListAccessKeys", "app:ListAccessLogs", false)]
    [InlineData("app:ListAccessLog?", "app:ListAccessLogs", true)]
    [InlineData("app:ListAccessKey?", "app:ListAccessLogs", false)]
    [InlineData("app:ListAccesr*", "app:ListAccessLogs", false)]
    [InlineData("app:Get?oc", "app:GetDoc", true)]
    [InlineData("app:Get?ac", "app:GetDoc", false)]
    [InlineData("app:GetDoc?", "app:GetDoc", false)]
    [InlineData("app:Get", "app:GetDoc", false)]
    [InlineData("app:GetDocs", "app:GetDoc", false)]
    [InlineData("app2:GetDoc", "app:GetDoc", false)]
    [InlineData("app:*", "app2:GetDoc", false)]
    [InlineData("*GetDoc", "app:GetDoc", false)]
    [InlineData("app", "app:GetDoc", false)]
    [InlineData("app*", "app:GetDoc", false)]
    [InlineData("?", "app:GetDoc", false)]
    [InlineData("ap*:GetDoc", "app:GetDoc", false)]
    [InlineData("app:", "app:GetDoc", false)]
    [InlineData("app:Get:Doc", "app:GetDoc", false)]
    [InlineData(" app:GetDoc", "app:GetDoc", false)]
    [InlineData("app:GetDoc ", "app:GetDoc", false)]
    [InlineData("app:Get Doc", "app:GetDoc", false)]
    [InlineData("", "app:GetDoc", false)]
    [InlineData("app:GetDoc\n", "app:GetDoc", false)]
    public void PL25_To_PL31_Entry_Action_MatchesAndNotActionIsItsOpposite(string entry, string action, bool isMatch)
    {
        World world = World.Of(Alice).Asks(action);

        Assert.Equal(isMatch, world.Identity(Allow(entry)).IsAllowed());
        Assert.Equal(!isMatch, world.Identity(Allow().NotAction(entry)).IsAllowed());
    }

    [Fact]
    public void PL33_LongestAction_IsMatchedByItsOwnText()
    {
        string longest = $"{new string('a', ActionName.NameLengthMax)}:{new string('b', ActionName.NameLengthMax)}";
        World world = World.Of(Alice).Asks(longest);

        Assert.True(world.Identity(Allow(longest)).IsAllowed());
        Assert.True(world.Identity(Allow(longest + "*")).IsAllowed());
        Assert.True(world.Identity(Allow(longest[..^1] + "?")).IsAllowed());
        Assert.False(world.Identity(Allow(longest + "?")).IsAllowed());
        Assert.False(world.Identity(Allow(longest[..^1])).IsAllowed());
    }

    /// <summary>The lengths of entries are held in 16 bits.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("?")]
    public void EntryLongerThanAnyAction_MatchesNone(string end)
    {
        World world = World.Of(Alice).Asks("app:aaaaaaaaaaaaaaaa");
        string entry = world.Action + new string('a', ushort.MaxValue + 1) + end;

        Assert.False(world.Identity(Allow(entry)).IsAllowed());
        Assert.True(world.Identity(Allow().NotAction(entry)).IsAllowed());
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az")]
    [InlineData("")]
    public void PL25_AnyCulture_LetterI_FoldsAsAscii(string culture)
    {
        using var _ = new CultureScope(culture);

        Assert.True(World.Of(Alice).Asks("app:LISTITEMS").Identity(Allow("app:listitems")).IsAllowed());
        Assert.True(World.Of(Alice).Asks("app:listitems").Identity(Allow("app:LISTI*")).IsAllowed());
        Assert.True(World.Of(Alice).Asks("ITEMS:listitems").Identity(Allow("items:*")).IsAllowed());
    }

    [Fact]
    public void PL30_VariableInAction_HasNoMeaning() =>
        Assert.False(World.Of(Alice).Identity(Allow("app:${aws:username}")).Asks("app:alice").IsAllowed());

    [Fact]
    public void PL32_NotAction_SeveralEntries_ExcludesAllOfThem()
    {
        World world = World.Of(Alice).Identity(Allow().NotAction("app:Get*", "app:Put*"));

        Assert.False(world.Asks("app:GetDoc").IsAllowed());
        Assert.False(world.Asks("app:PutDoc").IsAllowed());
        Assert.True(world.Asks("app:ListDocs").IsAllowed());
    }

    [Theory]
    [InlineData("*")]
    [InlineData("*:*")]
    public void PL32_NotActionStar_MatchesNothing(string entry) =>
        Assert.False(World.Of(Alice).Identity(Allow().NotAction(entry)).IsAllowed());

    [Theory]
    [InlineData("app:*")]
    [InlineData("app:Get?oc")]
    [InlineData("*")]
    [InlineData("app")]
    [InlineData("app:")]
    [InlineData(":GetDoc")]
    [InlineData("app:Get:Doc")]
    [InlineData("app:Get Doc")]
    [InlineData("app:GetDöc")]
    [InlineData("")]
    public void PL33_RequestAction_NotConcrete_IsCallerError(string action)
    {
        Assert.Throws<FormatException>(() => ActionName.Parse(action));
        Assert.False(ActionName.TryParse(action, out ActionName _));
    }

    [Fact]
    public void PL33_RequestWithoutAction_IsCallerError() =>
        Assert.Throws<ArgumentException>(() => new AuthorizationRequest(Alice, default, Arn.Any));
}
