using IamAuthorization.Stores.Specification;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.Accounts.Tests.ChangeLog;

/// <summary>A store with a log of several accounts, and what of it stands in a file.</summary>
internal sealed class LogOfAnApp
{
    private static readonly string[] Accounts = ["111122223333", "444455556666", "777788889999"];

    private LogOfAnApp(InMemoryIamStore store, byte[] file, ChangeLogEntry[] entries)
    {
        Store = store;
        File = file;
        Entries = entries;
    }

    public InMemoryIamStore Store { get; }

    public byte[] File { get; }

    public ChangeLogEntry[] Entries { get; }

    /// <summary>The last entry of each account.</summary>
    public ChangeLogAnchor[] Heads =>
        [.. Entries.GroupBy(entry => entry.AccountId).Select(account => ChangeLogAnchor.Of(account.Last()))];

    public static async Task<LogOfAnApp> MakeAsync(Random random, int commits = 12)
    {
        var clock = new FakeTimeProvider(Sample.Instant);
        var store = new InMemoryIamStore(clock: clock);
        for (int i = 0; i < commits; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(random.Next(1, 100_000)));
            string account = Accounts[random.Next(Accounts.Length)];
            await store.CommitAsync(
                new IamCommit
                {
                    ExpectedRevision = i,
                    AccountId = account,
                    Action = "iam:Test",
                    Origin = new IamChangeOrigin
                    {
                        PrincipalArn = $"arn:aws:iam::{account}:user/u{random.Next(3)}",
                        UserAgent = "curl/8 \"<é>\" \u2028",
                    },
                    Puts = [Sample.User($"u{i}", account), new AnyEntity(random).Next()],
                    Deletions = [IamEntityKey.User(account, $"u{random.Next(i + 1)}x")],
                },
                CancellationToken.None);
        }

        using var file = new MemoryStream();
        await ChangeLogJsonLines.WriteAsync(store, new ChangeLogQuery { CountMax = 5 }, file);
        var entries = await store.ReadChangeLogAsync(new ChangeLogQuery(), CancellationToken.None);
        return new LogOfAnApp(store, file.ToArray(), [.. entries]);
    }

    /// <summary>What walking these entries finds, as the log of a store that was tampered with.</summary>
    public static Task<ChangeLogVerification> WalkAsync(
        IEnumerable<ChangeLogEntry> entries, IEnumerable<ChangeLogAnchor>? anchors = null, string? account = null) =>
        ChangeLogVerifier.VerifyAsync(new StoreOfALog([.. entries]), account, anchors);

    public static Task<ChangeLogVerification> WalkAsync(byte[] file, IEnumerable<ChangeLogAnchor>? anchors = null) =>
        ChangeLogVerifier.VerifyAsync(new MemoryStream(file), anchors);

    /// <summary>An entry with the hash of what it says, as a forger makes it.</summary>
    public static ChangeLogEntry Sealed(ChangeLogEntry entry) => entry with { Hash = ChangeLogChain.HashOf(entry) };
}
