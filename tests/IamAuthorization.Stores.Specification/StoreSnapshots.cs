using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Stores.Specification;

/// <summary>A snapshot stays as it is, whatever is committed after it.</summary>
public abstract class StoreSnapshots(StoreFixture fixture) : StoreSpecification(fixture)
{
    private static readonly Arn PolicyArn = Sample.PolicyArn("Read");

    [Fact]
    public async Task SnapshotTakenBefore_SeesNothingOfLaterCommits()
    {
        await PutBooksAsync();
        IIamSnapshot before = await SnapshotAsync();
        long revision = before.Revision;

        await ChangeBooksAsync();
        await PutAsync(Sample.User("later", Account, "Admins"));

        Assert.Equal(revision, before.Revision);
        await SeesTheOldBooksAsync(before);
    }

    [Fact]
    public async Task SnapshotOfEachRevision_SeesThatRevision()
    {
        var snapshots = new List<IIamSnapshot>();
        for (int i = 0; i < 5; i++)
        {
            await PutAsync(Sample.User("alice") with { UniqueId = $"AIDA{i}" }, Sample.Group($"g{i}"));
            snapshots.Add(await SnapshotAsync());
        }

        for (int i = 0; i < 5; i++)
        {
            UserWithGroups? alice = await snapshots[i].FindUserAsync(Account, "alice", None);
            Assert.Equal($"AIDA{i}", alice!.User.UniqueId);
            Assert.NotNull(await snapshots[i].FindByUniqueIdAsync($"AIDA{i}", None));
            Assert.Null(await snapshots[i].FindByUniqueIdAsync($"AIDA{(i + 1) % 5}", None));
            Assert.Equal(i + 1, await snapshots[i].CountAsync(IamEntityKind.Group, Account, None));
        }
    }

    [Fact]
    public async Task DeletedAndMadeAgain_EachSnapshotSeesItsOwnTime()
    {
        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA1" });
        IIamSnapshot first = await SnapshotAsync();
        await DeleteAsync(IamEntityKey.User(Account, "alice"));
        IIamSnapshot between = await SnapshotAsync();
        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA2" });
        IIamSnapshot last = await SnapshotAsync();

        Assert.Equal("AIDA1", (await first.FindUserAsync(Account, "alice", None))?.User.UniqueId);
        Assert.Null(await between.FindUserAsync(Account, "alice", None));
        Assert.Equal("AIDA2", (await last.FindUserAsync(Account, "alice", None))?.User.UniqueId);
    }

    [Fact]
    public async Task CaseOfANameChanged_EachSnapshotHasItsOwn()
    {
        await PutAsync(Sample.User("alice"));
        IIamSnapshot before = await SnapshotAsync();
        await PutAsync(Sample.User("Alice"));
        IIamSnapshot after = await SnapshotAsync();

        Assert.NotNull(await before.FindUserAsync(Account, "alice", None));
        Assert.Null(await before.FindUserAsync(Account, "Alice", None));
        Assert.Null(await after.FindUserAsync(Account, "alice", None));
        Assert.NotNull(await after.FindUserAsync(Account, "Alice", None));
    }

    private Task<long> PutBooksAsync() => PutAsync(
        Sample.Policy("Read") with { UniqueId = "ANPA1" },
        Sample.Group("Admins") with { AttachedPolicyArns = [PolicyArn] },
        Sample.User("alice", Account, "Admins") with { UniqueId = "AIDA1" },
        Sample.Role("Support") with { PermissionsBoundaryArn = PolicyArn },
        Organization("r-1"));

    private async Task ChangeBooksAsync()
    {
        await CommitAsync(
            [
                Sample.Group("Admins") with { UniqueId = "AGPA9" }, Organization("r-2"),
                Sample.User("alice", Account, "Admins") with { UniqueId = "AIDA2" },
            ],
            [IamEntityKey.ManagedPolicy(PolicyArn), IamEntityKey.Role(Account, "Support")]);
    }

    private static async Task SeesTheOldBooksAsync(IIamSnapshot snapshot)
    {
        UserWithGroups alice = (await snapshot.FindUserAsync(Account, "alice", None))!;
        Assert.Equal("AIDA1", alice.User.UniqueId);
        Assert.Equal(PolicyArn, Assert.Single(Assert.Single(alice.Groups).AttachedPolicyArns));
        Assert.NotNull(await snapshot.FindRoleAsync(Account, "Support", None));
        Assert.NotNull(await snapshot.FindManagedPolicyAsync(PolicyArn, None));
        Assert.Single(await snapshot.FindManagedPoliciesAsync([PolicyArn], None));
        Assert.NotNull(await snapshot.FindByUniqueIdAsync("AIDA1", None));
        Assert.Null(await snapshot.FindByUniqueIdAsync("AIDA2", None));
        Assert.Equal(1, await snapshot.CountAsync(IamEntityKind.User, Account, None));
        Assert.Equal("o-1/r-1/", (await snapshot.FindOrganizationPathAsync(Account, None))?.Path);
        IReadOnlyList<IamEntityKey> referrers = await snapshot.ListReferrersAsync(
            new IamReferrerQuery { Target = IamEntityKey.ManagedPolicy(PolicyArn) }, None);
        Assert.Equal(["Admins", "Support"], Sample.Names(referrers));
        IReadOnlyList<IamEntity> roles = await snapshot.ListAsync(
            new IamEntityQuery { Kind = IamEntityKind.Role, AccountId = Account }, None);
        Assert.Equal(["Support"], Sample.Names(roles));
    }

    private static Organization Organization(string root) => new()
    {
        Id = "o-1",
        ManagementAccountId = OtherAccount,
        Root = new OrganizationalUnit { Id = root, Accounts = [new OrganizationAccount { AccountId = Account }] },
    };
}
