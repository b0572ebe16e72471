using System.Text;
using System.Text.Json;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.Accounts.Tests.ChangeLog;

public sealed class LogAsJsonLines
{
    [Fact]
    public async Task File_HoldsEveryEntry_AndReadsBackAsItWas()
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(new Random(7), commits: 30);

        var read = new List<ChangeLogEntry>();
        await foreach (ChangeLogEntry entry in ChangeLogJsonLines.ReadAsync(new MemoryStream(log.File)))
        {
            read.Add(entry);
        }

        Assert.Equal(log.Entries, read);
        Assert.Equal(30, log.File.Count(value => value == '\n'));
        Assert.Equal((byte)'\n', log.File[^1]);
    }

    [Fact]
    public async Task Query_ChoosesTheEntries()
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(new Random(7));
        string account = log.Heads[0].AccountId;
        using var file = new MemoryStream();

        long count = await ChangeLogJsonLines.WriteAsync(
            log.Store, new ChangeLogQuery { AccountId = account, CountMax = 1 }, file);

        Assert.Equal(log.Heads[0].Sequence, count);
        Assert.True((await ChangeLogVerifier.VerifyAsync(new MemoryStream(file.ToArray()), [log.Heads[0]])).IsIntact);
    }

    [Fact]
    public async Task Line_IsOneObject_WithMembersInAFixedOrder()
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(new Random(7), commits: 1);

        using var document = JsonDocument.Parse(log.File);

        Assert.Equal(
            "account, sequence, revision, at, action, origin, changes, previousHash, hash",
            string.Join(", ", document.RootElement.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    [Trait("Threat", "L2")]
    public async Task Secrets_AreNotInTheFile()
    {
        var store = new InMemoryIamStore();
        await store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = 0,
                AccountId = Sample.Account,
                Action = "iam:Test",
                Puts =
                [
                    Sample.AccessKey("AKIA1", "a", Sample.Account, "CANARY1"),
                    Sample.LoginProfile("a", Sample.Account, "CANARY2") with { EarlierHashes = ["CANARY3"] },
                    Sample.MfaDevice("phone", "a", Sample.Account, "CANARY4"),
                ],
            },
            CancellationToken.None);
        using var file = new MemoryStream();

        await ChangeLogJsonLines.WriteAsync(store, new ChangeLogQuery(), file);

        string text = Encoding.UTF8.GetString(file.ToArray());
        Assert.Contains("AKIA1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}\n")]
    [InlineData("[]\n")]
    [InlineData("null\n")]
    [InlineData("\n")]
    [InlineData("\u00ef\u00bb\u00bf{}\n")]
    [InlineData("{\"account\":1}\n")]
    public async Task WhatIsNoEntry_NamesItsLine_AndAnEmptyFileIsALogWithoutEntries(string text)
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(new Random(7), commits: 2);
        byte[] file = [.. log.File, .. Encoding.Latin1.GetBytes(text)];

        ChangeLogVerification found = await LogOfAnApp.WalkAsync(file);

        Assert.Equal(text.Length == 0 ? null : 3, found.Fault?.Position);
        Assert.StartsWith(
            text.Length == 0 ? string.Empty : "Line 3 is no entry of a change log: ",
            found.Fault?.Message ?? string.Empty,
            StringComparison.Ordinal);
        Assert.Equal(2, found.EntryCount);
        Assert.True((await LogOfAnApp.WalkAsync(Array.Empty<byte>())).IsIntact);
    }

    [Fact]
    public async Task LineOfAMegabyte_IsReadWhole_FromAStreamThatGivesLittleAtATime()
    {
        string text = new('x', 1_000_000);
        var store = new InMemoryIamStore();
        await store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = 0,
                AccountId = Sample.Account,
                Action = "iam:Test",
                Puts = [Sample.User("a") with { Tags = [new IamTag("long", text)] }],
            },
            CancellationToken.None);
        using var file = new MemoryStream();
        await ChangeLogJsonLines.WriteAsync(store, new ChangeLogQuery(), file);

        using var slow = new SlowStream(file.ToArray());
        ChangeLogVerification found = await ChangeLogVerifier.VerifyAsync(slow);

        Assert.Equal((true, 1), (found.IsIntact, found.EntryCount));
    }

    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1_021)], cancellationToken);
    }
}
