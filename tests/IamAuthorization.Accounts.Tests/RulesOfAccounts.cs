namespace IamAuthorization.Accounts.Tests;

public sealed class RulesOfAccounts
{
    [Theory]
    [InlineData("alice", true)]
    [InlineData("A_1+=,.@-", true)]
    [InlineData("", false)]
    [InlineData("Admin\n", false)]
    [InlineData("а" + "dmin", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("a*", false)]
    [InlineData("a:b", false)]
    [InlineData("٣", false)]
    public void PL74_P10_P11_Name_IsCheckedAsAscii(string name, bool isValid)
    {
        foreach (IamNameKind kind in Enum.GetValues<IamNameKind>())
        {
            Assert.Equal(isValid, IamRules.ProblemOfName(kind, name) is null);
        }
    }

    [Theory]
    [InlineData((int)IamNameKind.User, 64)]
    [InlineData((int)IamNameKind.Role, 64)]
    [InlineData((int)IamNameKind.Group, 128)]
    [InlineData((int)IamNameKind.Policy, 128)]
    public void Name_AtTheLimit_IsAccepted_AndOneMoreIsNot(int kind, int lengthMax)
    {
        Assert.Null(IamRules.ProblemOfName((IamNameKind)kind, new string('n', lengthMax)));
        Assert.NotNull(IamRules.ProblemOfName((IamNameKind)kind, new string('n', lengthMax + 1)));
    }

    [Theory]
    [InlineData("/", true, true)]
    [InlineData("/app/x/", true, true)]
    [InlineData("/a!b/", true, false)]
    [InlineData("//", true, false)]
    [InlineData("/a*/", true, false)]
    [InlineData("", false, false)]
    [InlineData("app/", false, false)]
    [InlineData("/app", false, false)]
    [InlineData("/a b/", false, false)]
    [InlineData("/ä/", false, false)]
    public void Path_IsCheckedByKind(string path, bool isUserPath, bool isPolicyPath)
    {
        Assert.Equal(isUserPath, IamRules.ProblemOfPath(IamNameKind.User, path) is null);
        Assert.Equal(isPolicyPath, IamRules.ProblemOfPath(IamNameKind.Policy, path) is null);
    }

    [Fact]
    public void Path_LongerThanTheLimit_IsRefused()
    {
        Assert.Null(IamRules.ProblemOfPath(IamNameKind.User, $"/{new string('p', IamRules.PathLengthMax - 2)}/"));
        Assert.NotNull(IamRules.ProblemOfPath(IamNameKind.User, $"/{new string('p', IamRules.PathLengthMax - 1)}/"));
    }

    [Theory]
    [InlineData("shop", true)]
    [InlineData("my-shop-1", true)]
    [InlineData("ab", false)]
    [InlineData("-shop", false)]
    [InlineData("shop-", false)]
    [InlineData("my--shop", false)]
    [InlineData("Shop", false)]
    [InlineData("111122223333", false)]
    public void Alias_IsChecked(string alias, bool isValid) =>
        Assert.Equal(isValid, IamRules.ProblemOfAlias(alias) is null);

    [Theory]
    [InlineData("team", "red", true)]
    [InlineData("Kostenstelle für Löhne", "", true)]
    [InlineData("a_.:/=+-@", "b", true)]
    [InlineData("", "red", false)]
    [InlineData("aws:team", "red", false)]
    [InlineData("AWS:team", "red", false)]
    [InlineData("team", "aws:red", false)]
    [InlineData("team", "red*", false)]
    [InlineData("team\n", "red", false)]
    public void Tag_IsChecked(string key, string value, bool isValid) =>
        Assert.Equal(isValid, IamRules.ProblemOfTag(new IamTag(key, value)) is null);
}
