using IamAuthorization.Policies;

namespace IamAuthorization.Accounts.Tests;

public sealed class OrganizationTree
{
    private const string Management = "111122223333";
    private const string Member = "222233334444";
    private const string DeepMember = "333344445555";

    private static readonly NamedPolicy Scp =
        new("scp", Documents.Of(Documents.AllowAll, PolicyKind.ServiceControl));

    [Theory]
    [InlineData(Management, "o-1/r-1/", 0)]
    [InlineData(Member, "o-1/r-1/ou-1/", 3)]
    [InlineData(DeepMember, "o-1/r-1/ou-1/ou-2/", 4)]
    public void EV22_EV23_Account_HasTheLevelsAboveIt(string accountId, string path, int serviceControlLevels)
    {
        OrganizationPath found = Tree([Scp]).FindPath(accountId)!;

        Assert.Equal(path, found.Path);
        Assert.Equal(serviceControlLevels, found.ServiceControlLevels.Count);
    }

    [Fact]
    public void EV16_AccountOfNoOrganization_HasNoPath() => Assert.Null(Tree([Scp]).FindPath("999999999999"));

    [Fact]
    public void EV26_NoServiceControlPolicyAnywhere_LeavesTheGateOpen() =>
        Assert.Empty(Tree([]).FindPath(Member)!.ServiceControlLevels);

    [Fact]
    public void EV22_LevelWithoutPolicy_IsStillALevel_WhenOthersHaveOne() =>
        Assert.Equal([1, 0, 0], Tree([Scp]).FindPath(Member)!.ServiceControlLevels.Select(level => level.Count));

    private static Organization Tree(ValueList<NamedPolicy> rootPolicies) => new()
    {
        Id = "o-1",
        ManagementAccountId = Management,
        Root = new OrganizationalUnit
        {
            Id = "r-1",
            ServiceControlPolicies = rootPolicies,
            Accounts = [new OrganizationAccount { AccountId = Management }],
            OrganizationalUnits =
            [
                new OrganizationalUnit { Id = "ou-0" },
                new OrganizationalUnit
                {
                    Id = "ou-1",
                    Accounts = [new OrganizationAccount { AccountId = Member }],
                    OrganizationalUnits =
                    [
                        new OrganizationalUnit
                        {
                            Id = "ou-2",
                            Accounts = [new OrganizationAccount { AccountId = DeepMember }],
                        },
                    ],
                },
            ],
        },
    };
}
