using System.Globalization;
using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>Random commits, after which the store must answer everything as the plainest store there can be.</summary>
[Trait("Property", "store")]
public abstract class StoreAgainstAModel(StoreFixture fixture) : StoreSpecification(fixture)
{
    private const int CommitsPerCase = 20;

    /// <summary>How many cases an ordinary run tries.</summary>
    protected virtual int CountDefault => 25;

    [Fact]
    public async Task RandomCommits_LeaveTheStoreAsTheModelHasIt()
    {
        long number = 0;
        await RandomRuns.HoldAsync(CountDefault, random => TryAsync(++number, random));
    }

    /// <summary>Each case has an account of its own, so that all can follow one another in one store.</summary>
    private async Task TryAsync(long number, Random random)
    {
        string account = (200_000_000_000 + number).ToString(CultureInfo.InvariantCulture);
        var commits = new RandomCommit(random, account);
        long first = await RevisionAsync();
        var model = new StoreModel(first);
        var snapshots = new List<IIamSnapshot> { await SnapshotAsync() };
        for (int i = 0; i < CommitsPerCase; i++)
        {
            IamCommit commit = commits.Next(first, model.Revision);
            Assert.Equal(model.Commit(commit), await CommitAsync(commit));
            snapshots.Add(await SnapshotAsync());
        }

        foreach (IIamSnapshot snapshot in snapshots.DistinctBy(snapshot => snapshot.Revision))
        {
            await SameAsync(new ModelReader(model.States[snapshot.Revision]), snapshot, commits.Keys(), account);
        }

        IReadOnlyList<ChangeLogEntry> log = await LogAsync(new ChangeLogQuery { AfterRevision = first });
        Assert.Equal(
            model.Log.Select(entry => (entry.Account, entry.Revision)),
            log.Select(entry => (entry.AccountId, entry.Revision)));
        Assert.All(model.Log.Zip(log), pair => Assert.True(
            pair.First.Keys.SetEquals(pair.Second.Changes.Select(change => change.Key))));
        Assert.Equal(log.Select((_, index) => index + 1L), log.Select(entry => entry.Sequence));
    }

    private async Task<long?> CommitAsync(IamCommit commit)
    {
        try
        {
            return await Store.CommitAsync(commit, None);
        }
        catch (IamRevisionConflictException)
        {
            return null;
        }
    }

    private static async Task SameAsync(
        ModelReader model, IIamSnapshot snapshot, IamEntityKey[] keys, string account)
    {
        foreach (IamEntityKey key in keys)
        {
            Assert.Equal(model.Find(key), await snapshot.FindAsync(key, None));
            Assert.Equal(
                model.Referrers(key),
                await snapshot.ListReferrersAsync(new IamReferrerQuery { Target = key }, None));
        }

        foreach (IamEntityKind kind in keys.Select(key => key.Kind).Distinct())
        {
            string owner = kind == IamEntityKind.AccessKey ? string.Empty : account;
            IReadOnlyList<IamEntity> listed = await snapshot.ListAsync(
                new IamEntityQuery { Kind = kind, AccountId = owner, After = Before(kind, account) }, None);
            Assert.Equal(model.List(kind), listed);
            if (owner.Length > 0)
            {
                Assert.Equal(listed.Count, await snapshot.CountAsync(kind, owner, None));
            }
        }

        foreach (string id in RandomCommit.UniqueIds(account))
        {
            Assert.Equal(model.FindByUniqueId(id), await snapshot.FindByUniqueIdAsync(id, None));
        }
    }

    /// <summary>The keys of access keys name no account, but begin with it here.</summary>
    private static string? Before(IamEntityKind kind, string account) =>
        kind == IamEntityKind.AccessKey ? account : null;
}
