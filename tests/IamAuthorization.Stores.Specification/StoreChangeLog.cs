using System.Globalization;
using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>One entry a commit: who, from where, when, what, before and after; without gaps in each account.</summary>
public abstract class StoreChangeLog(StoreFixture fixture) : StoreSpecification(fixture)
{
    private static readonly IamChangeOrigin Alice = new()
    {
        PrincipalArn = "arn:aws:iam::111122223333:user/alice",
        PrincipalId = "AIDA1",
        AccessKeyId = "AKIA1",
        SourceAddress = "203.0.113.7",
        UserAgent = "aws-cli/2 \"é\"\n",
        RequestId = "req-1",
    };

    private static readonly IamChangeOrigin Bob = new() { PrincipalArn = "arn:aws:iam::111122223333:user/bob" };

    [Fact]
    public async Task Entry_SaysWhoWhenWhatBeforeAndAfter()
    {
        await PutAsync(Sample.User("a"), Sample.User("b"));
        Fixture.Clock.Advance(TimeSpan.FromSeconds(90) + TimeSpan.FromTicks(12_345));

        long revision = await CommitAsync(
            [Sample.User("a") with { UniqueId = "AIDA7" }, Sample.Group("g"), Sample.User("b")],
            [IamEntityKey.User(Account, "b"), IamEntityKey.User(Account, "none")],
            Account,
            Alice,
            "iam:UpdateUser");

        ChangeLogEntry entry = (await LogAsync())[^1];
        Assert.Equal((Account, 2, revision), (entry.AccountId, entry.Sequence, entry.Revision));
        Assert.Equal((Alice, "iam:UpdateUser"), (entry.Origin, entry.Action));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 1, 30, 1, TimeSpan.Zero), entry.At);
        Assert.Equal(TimeSpan.Zero, entry.At.Offset);
        Assert.Equal(["User a", "Group g"], entry.Changes.Select(change => $"{change.Key.Kind} {change.Key.Name}"));
        Assert.DoesNotContain("AIDA7", entry.Changes[0].Before, StringComparison.Ordinal);
        Assert.Contains("AIDA7", entry.Changes[0].After, StringComparison.Ordinal);
        Assert.Null(entry.Changes[1].Before);
    }

    [Fact]
    public async Task DeletedEntity_IsInTheLogAsItWas()
    {
        await PutAsync(Sample.User("a") with { UniqueId = "AIDA7" });
        await DeleteAsync(IamEntityKey.User(Account, "A"));

        EntityChange change = Assert.Single((await LogAsync())[^1].Changes);

        Assert.Equal(IamEntityKey.User(Account, "a"), change.Key);
        Assert.Contains("AIDA7", change.Before, StringComparison.Ordinal);
        Assert.Null(change.After);
    }

    [Fact]
    public async Task RenameInOneCommit_IsOneEntryWithTwoChanges()
    {
        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA1" });
        await CommitAsync([Sample.User("eve") with { UniqueId = "AIDA1" }], [IamEntityKey.User(Account, "alice")]);

        ChangeLogEntry entry = (await LogAsync())[^1];

        Assert.Equal(
            [("alice", true, false), ("eve", false, true)],
            entry.Changes.Select(change => (change.Key.Name, change.Before is not null, change.After is not null)));
    }

    [Fact]
    public async Task AccountsInterleaved_AreEachNumberedWithoutGaps_AndChained()
    {
        for (int i = 0; i < 9; i++)
        {
            string account = i % 3 == 0 ? OtherAccount : Account;
            await CommitAsync([Sample.User($"u{i}", account)], accountId: account);
        }

        foreach ((string account, int count) in ((string, int)[])[(Account, 6), (OtherAccount, 3)])
        {
            IReadOnlyList<ChangeLogEntry> log = await LogAsync(new ChangeLogQuery { AccountId = account });
            Assert.Equal(Enumerable.Range(1, count), log.Select(entry => (int)entry.Sequence));
            Assert.Equal(
                log.Select(entry => entry.Hash).Prepend(new string('0', 64)).SkipLast(1),
                log.Select(entry => entry.PreviousHash));
            Assert.All(log, entry => Assert.Matches("^[0-9a-f]{64}$", entry.Hash));
        }

        IReadOnlyList<ChangeLogEntry> all = await LogAsync();
        Assert.Equal(9, all.Select(entry => entry.Hash).Distinct().Count());
        Assert.Equal(all.OrderBy(entry => entry.Revision), all);
        Assert.Null((await ChangeLogVerifier.VerifyAsync(Store, anchors: all.Select(ChangeLogAnchor.Of))).Fault);
    }

    [Fact]
    public async Task EntryReadTwice_IsEqual()
    {
        await CommitAsync([.. StoreReads.OneOfEach], origin: Alice);

        Assert.Equal(await LogAsync(), await LogAsync());
        Assert.True((await ChangeLogVerifier.VerifyAsync(Store)).IsIntact);
    }

    [Fact]
    [Trait("Threat", "L2")]
    public async Task Secrets_AreInNoEntry()
    {
        const string Canary = "CANARY";
        await PutAsync(
            Sample.AccessKey("AKIA1", "a", Account, Canary + 1),
            Sample.LoginProfile("a", Account, Canary + 2) with { EarlierHashes = [Canary + 3] },
            Sample.MfaDevice("phone", "a", Account, Canary + 4));
        await PutAsync(
            Sample.AccessKey("AKIA1", "a", Account, Canary + 5),
            Sample.LoginProfile("a", Account, Canary + 6) with { EarlierHashes = [Canary + 2, Canary + 3] },
            Sample.MfaDevice("phone", "b", Account, Canary + 7));
        await DeleteAsync(
            IamEntityKey.AccessKey("AKIA1"),
            IamEntityKey.LoginProfile(Account, "a"),
            Sample.MfaDevice("phone", "b").Key);

        IReadOnlyList<ChangeLogEntry> log = await LogAsync();

        Assert.Equal([3, 3, 3], log.Select(entry => entry.Changes.Count));
        Assert.All(
            log.SelectMany(entry => entry.Changes),
            change => Assert.DoesNotContain(Canary, change.Before + change.After, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secret_ThatAloneChanges_IsAnEntryAllTheSame()
    {
        await PutAsync(Sample.LoginProfile("a"));

        await PutAsync(Sample.LoginProfile("a", Account, "another hash"));

        Assert.Equal(2, (await LogAsync()).Count);
        LoginProfile? profile = await FindAsync<LoginProfile>(IamEntityKey.LoginProfile(Account, "a"));
        Assert.Equal("another hash", profile?.PasswordHash);
    }

    public static TheoryData<string, string> Queries => new()
    {
        { "", "1 2 3 4 5 6" },
        { "account=111122223333", "1 2 4 6" },
        { "account=444455556666", "3 5" },
        { "account=999999999999", "" },
        { "principal=arn:aws:iam::111122223333:user/alice", "1 3 6" },
        { "principal=arn:aws:iam::111122223333:user/Alice", "" },
        { "principal=arn:aws:iam::111122223333:user/bob", "2 4 5" },
        { "action=iam:Test", "1 2 3 4 5" },
        { "action=iam:DeleteUser", "6" },
        { "action=iam:deleteuser", "" },
        { "action=iam:Test account=444455556666", "3 5" },
        { "entity=a", "1 4 6" },
        { "entity=A", "1 4 6" },
        { "entity=none", "" },
        { "from=2", "3 4 5 6" },
        { "until=2", "1 2" },
        { "from=2 until=4", "3 4" },
        { "from=6", "" },
        { "count=2", "1 2" },
        { "after=2 count=3", "3 4 5" },
        { "after=6", "" },
        { "after=1 account=111122223333 principal=arn:aws:iam::111122223333:user/alice entity=a from=1 count=1", "6" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Query_FindsWhatFitsAllOfIt_OldestFirst(string query, string expected)
    {
        await CommitAsync([Sample.User("a")], origin: Alice);
        long first = await RevisionAsync();
        await AdvanceAsync([Sample.User("b")], Bob);
        await AdvanceAsync([Sample.User("a", OtherAccount)], Alice, OtherAccount);
        await AdvanceAsync([Sample.User("a") with { UniqueId = "AIDA1" }, Sample.User("c")], Bob);
        await AdvanceAsync([Sample.User("b", OtherAccount)], Bob, OtherAccount);
        Fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        await CommitAsync([], [IamEntityKey.User(Account, "a")], origin: Alice, action: "iam:DeleteUser");

        IReadOnlyList<ChangeLogEntry> found = await LogAsync(Parse(query, first));

        Assert.Equal(expected, string.Join(' ', found.Select(entry => entry.Revision - first + 1)));
    }

    private Task<long> AdvanceAsync(IamEntity[] puts, IamChangeOrigin origin, string account = Account)
    {
        Fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        return CommitAsync([.. puts], accountId: account, origin: origin);
    }

    private static ChangeLogQuery Parse(string text, long first)
    {
        Dictionary<string, string> asked = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1]);
        return new ChangeLogQuery
        {
            AccountId = asked.GetValueOrDefault("account"),
            PrincipalArn = asked.GetValueOrDefault("principal"),
            Action = asked.GetValueOrDefault("action"),
            Entity = asked.TryGetValue("entity", out string? name) ? IamEntityKey.User(Account, name) : null,
            From = Minute("from"),
            Until = Minute("until"),
            AfterRevision = asked.TryGetValue("after", out string? after) ? first - 1 + Number(after) : 0,
            CountMax = asked.TryGetValue("count", out string? count) ? Number(count) : 1_000,
        };

        DateTimeOffset? Minute(string member) => asked.TryGetValue(member, out string? minute)
            ? new DateTimeOffset(2026, 3, 1, 12, Number(minute), 0, TimeSpan.Zero)
            : null;

        static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
