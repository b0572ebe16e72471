namespace IamAuthorization.Accounts.Tests.Pitfalls;

/// <summary>Pitfalls part A: names.</summary>
public sealed class NamePitfalls
{
    private const string Account = "111122223333";
    private const string Trust =
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}}""";

    public static TheoryData<string, string> Kinds => new()
    {
        { "users", "{}" },
        { "groups", "{}" },
        { "roles", $$"""{"AssumeRolePolicyDocument":{{Trust}}}""" },
        { "policies", $$"""{"PolicyDocument":{{Documents.AllowAll}}}""" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task P12_NameThatDiffersInCase_IsTaken(string kind, string content)
    {
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Account}/{kind}/Admins.json", content)
            .Write($"{Account}/{kind}/admins.json", content);

        string error = Assert.Single(await folder.FindingsAsync(), IsError);

        Assert.StartsWith(
            $"iam/{Account}/{kind}/admins.json(1,1): error DUPLICATE_NAME: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task P12_NameThatDiffersInCase_InTheStore_NeverStandsBesideTheOther()
    {
        var store = new InMemoryIamStore([User("alice")]);

        await store.CommitAsync(new IamCommit
        {
            ExpectedRevision = 0,
            AccountId = Account,
            Action = "iam:Test",
            Puts = [User("Alice")],
        }, CancellationToken.None);

        IIamSnapshot snapshot = await store.GetSnapshotAsync(CancellationToken.None);
        Assert.NotNull(await snapshot.FindUserAsync(Account, "Alice", CancellationToken.None));
        Assert.Null(await snapshot.FindUserAsync(Account, "alice", CancellationToken.None));
        Assert.Throws<ArgumentException>(() => new InMemoryIamStore([User("alice"), User("Alice")]));
    }

    [Fact]
    public async Task P12_NameThatDiffersInCase_OfAnotherKind_IsFree()
    {
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Account}/users/Admins.json", "{}")
            .Write($"{Account}/groups/admins.json", "{}");

        Assert.Empty(await folder.FindingsAsync());
    }

    private static bool IsError(string finding) => finding.Contains(": error ", StringComparison.Ordinal);

    private static IamUser User(string name) => new() { Arn = IamArn.User("aws", Account, name) };
}
