using System.Reflection;
using System.Text;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.Accounts.Tests.ChangeLog;

/// <summary>Whatever is done to a log shows, in the store and in a file.</summary>
[Trait("Threat", "L3")]
public sealed class TamperedLogTests
{
    private const int CountDefault = 30;

    [Fact]
    public Task LogThatNobodyTouched_IsIntact() => RandomRuns.HoldAsync(CountDefault, async random =>
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(random);

        ChangeLogVerification ofStore = await ChangeLogVerifier.VerifyAsync(log.Store, anchors: log.Heads);
        ChangeLogVerification ofFile = await LogOfAnApp.WalkAsync(log.File, log.Heads);

        Assert.Null(ofStore.Fault);
        Assert.Null(ofFile.Fault);
        Assert.True(ofStore.IsIntact && ofFile.IsIntact);
        Assert.Equal((log.Entries.Length, log.Entries.Length), (ofStore.EntryCount, ofFile.EntryCount));
        Assert.Equal(log.Heads.OrderBy(head => head.AccountId), ofFile.Heads);
        Assert.Equal(ofStore.Heads, ofFile.Heads);
    });

    [Fact]
    public Task AnyByteOfAFile_Changed_IsFound() => RandomRuns.HoldAsync(CountDefault, async random =>
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(random, commits: 3);
        int place = random.Next(log.File.Length);
        byte[] flipped = [.. log.File];
        flipped[place] ^= (byte)random.Next(1, 256);
        byte[] dropped = [.. log.File[..place], .. log.File[(place + 1)..]];
        byte[] added = [.. log.File[..place], (byte)random.Next(256), .. log.File[place..]];
        bool isSame = added.AsSpan().StartsWith(log.File);

        Assert.False((await LogOfAnApp.WalkAsync(flipped)).IsIntact);
        Assert.False((await LogOfAnApp.WalkAsync(dropped)).IsIntact);
        Assert.Equal(isSame, (await LogOfAnApp.WalkAsync(added)).IsIntact);
    });

    [Theory]
    [InlineData((byte)'\n', (byte)'\r')]
    [InlineData((byte)'\n', (byte)' ')]
    public async Task LineFeed_ThatBecomesAnotherSpace_IsFound(byte from, byte to)
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(new Random(1));

        ChangeLogVerification found = await LogOfAnApp.WalkAsync(
            [.. log.File.Select(value => value == from ? to : value)]);

        Assert.Equal(ChangeLogFaultKind.Unreadable, found.Fault!.Kind);
    }

    public static TheoryData<string> WaysOfWritingTheSame =>
    [
        "{\"account\"|{ \"account\"",
        "\"action\":\"iam:Test\"|\"action\":\"iam\\u003aTest\"",
        "\"origin\":{|\"origin\" : {",
        "\n{|\n\n{",
        "}\n{|}\r\n{",
        "\"sequence\":1,|\"sequence\":1e0,",
        "\"sequence\":1,|\"sequence\":1,\"sequence\":1,",
        "\"sequence\":1,|\"sequence\":1,\"later\":null,",
        "\"kind\":\"User\"|\"kind\":\"1\"",
        "\"kind\":\"User\"|\"kind\":\"user\"",
        "Z\",|+00:00\",",
    ];

    /// <summary>What a reader would take for the same is a change all the same, and may hide one.</summary>
    [Theory]
    [MemberData(nameof(WaysOfWritingTheSame))]
    public async Task SameEntryWrittenInAnotherWay_IsFound(string change)
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(new Random(1));
        string[] parts = change.Split('|');
        string text = Encoding.UTF8.GetString(log.File);
        string changed = text.Replace(parts[0], parts[1], StringComparison.Ordinal);

        Assert.NotEqual(text, changed);
        ChangeLogVerification found = await LogOfAnApp.WalkAsync(Encoding.UTF8.GetBytes(changed));
        Assert.Equal(ChangeLogFaultKind.Unreadable, found.Fault!.Kind);
        Assert.Equal(found.EntryCount + 1, found.Fault.Position);
    }

    public static TheoryData<string> Members =>
    [
        .. typeof(ChangeLogEntry).GetProperties().Select(member => member.Name),
        .. typeof(IamChangeOrigin).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(member => member.Name),
        "Key", "Before", "After",
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task AnyMemberOfAnyEntry_Changed_IsFound_AtThatEntry(string member)
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(new Random(1), commits: 6);
        for (int i = 0; i < log.Entries.Length; i++)
        {
            ChangeLogEntry[] changed = [.. log.Entries];
            changed[i] = Changed(changed[i], member);

            ChangeLogFault fault = (await LogOfAnApp.WalkAsync(changed)).Fault!;

            Assert.Equal(ChangeLogFaultKind.Changed, fault.Kind);
            Assert.Equal((changed[i].AccountId, changed[i].Sequence), (fault.AccountId, fault.Sequence));
            Assert.Equal(i + 1, fault.Position);
        }
    }

    [Fact]
    public Task EntryDropped_IsFound_AndAtTheEnd_ByAnAnchor() => RandomRuns.HoldAsync(CountDefault, async random =>
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(random);
        ChangeLogEntry gone = log.Entries[random.Next(log.Entries.Length)];
        ChangeLogEntry[] left = [.. log.Entries.Where(entry => entry != gone)];
        bool isLast = log.Heads.Contains(ChangeLogAnchor.Of(gone));

        ChangeLogFault? alone = (await LogOfAnApp.WalkAsync(left)).Fault;
        ChangeLogFault? withAnchors = (await LogOfAnApp.WalkAsync(left, log.Heads)).Fault;

        Assert.Equal(isLast ? null : ChangeLogFaultKind.Missing, alone?.Kind);
        Assert.Equal(isLast ? ChangeLogFaultKind.Cut : ChangeLogFaultKind.Missing, withAnchors?.Kind);
        Assert.Equal(gone.AccountId, withAnchors?.AccountId);
        Assert.False((await WalkFileAsync(left, log.Heads)).IsIntact);
    });

    [Fact]
    public Task TailCutOff_IsFoundByAnAnchor() => RandomRuns.HoldAsync(CountDefault, async random =>
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(random);
        ChangeLogEntry[] left = log.Entries[..random.Next(log.Entries.Length)];

        Assert.True((await LogOfAnApp.WalkAsync(left)).IsIntact);
        Assert.Equal(ChangeLogFaultKind.Cut, (await LogOfAnApp.WalkAsync(left, log.Heads)).Fault?.Kind);
        Assert.Equal(ChangeLogFaultKind.Cut, (await WalkFileAsync(left, log.Heads)).Fault?.Kind);
    });

    [Fact]
    public Task EntriesSwapped_AreFound() => RandomRuns.HoldAsync(CountDefault, async random =>
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(random);
        int one = random.Next(log.Entries.Length);
        int other = random.Next(log.Entries.Length);
        ChangeLogEntry[] swapped = [.. log.Entries];
        (swapped[one], swapped[other]) = (swapped[other], swapped[one]);

        Assert.Equal(one == other, (await LogOfAnApp.WalkAsync(swapped)).IsIntact);
        Assert.Equal(one == other, (await WalkFileAsync(swapped)).IsIntact);
    });

    [Fact]
    public Task EntryPutInASecondTime_IsFound() => RandomRuns.HoldAsync(CountDefault, async random =>
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(random);
        var more = log.Entries.ToList();
        more.Insert(random.Next(more.Count + 1), more[random.Next(more.Count)]);

        Assert.False((await LogOfAnApp.WalkAsync(more)).IsIntact);
        Assert.False((await WalkFileAsync([.. more])).IsIntact);
    });

    [Fact]
    public Task EntryReplacedByAForgedOne_IsFound_ByTheNext_OrByAnAnchor() => RandomRuns.HoldAsync(
        CountDefault,
        async random =>
        {
            LogOfAnApp log = await LogOfAnApp.MakeAsync(random);
            int place = random.Next(log.Entries.Length);
            bool isLast = log.Heads.Contains(ChangeLogAnchor.Of(log.Entries[place]));
            ChangeLogEntry[] forged = [.. log.Entries];
            forged[place] = LogOfAnApp.Sealed(forged[place] with { Action = "iam:Harmless" });

            ChangeLogFault? alone = (await LogOfAnApp.WalkAsync(forged)).Fault;
            ChangeLogFault? withAnchors = (await LogOfAnApp.WalkAsync(forged, log.Heads)).Fault;

            Assert.Equal(isLast ? null : ChangeLogFaultKind.Unlinked, alone?.Kind);
            Assert.Equal(isLast ? ChangeLogFaultKind.Rewritten : ChangeLogFaultKind.Unlinked, withAnchors?.Kind);
        });

    [Fact]
    public async Task LogWrittenAnew_IsSoundInItself_AndFoundByAnyAnchor()
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(new Random(1));
        ChangeLogEntry[] anew = Rewritten(log.Entries);

        Assert.True((await LogOfAnApp.WalkAsync(anew)).IsIntact);
        foreach (ChangeLogEntry entry in log.Entries)
        {
            ChangeLogFault? fault = (await LogOfAnApp.WalkAsync(anew, [ChangeLogAnchor.Of(entry)])).Fault;

            Assert.Equal(ChangeLogFaultKind.Rewritten, fault?.Kind);
            Assert.Equal((entry.AccountId, entry.Sequence), (fault?.AccountId, fault?.Sequence));
        }
    }

    [Fact]
    public async Task WrongFirstNumber_IsFound()
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(new Random(1));
        ChangeLogEntry first = LogOfAnApp.Sealed(log.Entries[0] with { Sequence = 0 });
        ChangeLogEntry later = LogOfAnApp.Sealed(log.Entries[0] with { Sequence = 2 });

        Assert.Equal(ChangeLogFaultKind.OutOfOrder, (await LogOfAnApp.WalkAsync([first])).Fault?.Kind);
        Assert.Equal(ChangeLogFaultKind.Missing, (await LogOfAnApp.WalkAsync([later])).Fault?.Kind);
    }

    [Fact]
    public async Task LogOfOneAccount_IsWalkedAlone()
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(new Random(1));
        string account = log.Heads[0].AccountId;

        ChangeLogVerification found = await ChangeLogVerifier.VerifyAsync(log.Store, account, log.Heads);

        Assert.Equal([log.Heads[0]], found.Heads);
        Assert.True(found.IsIntact);
    }

    [Fact]
    public async Task FaultOfAMessage_SaysWhereAndWhy()
    {
        LogOfAnApp log = await LogOfAnApp.MakeAsync(new Random(1));
        ChangeLogEntry second = log.Entries.First(entry => entry.Sequence == 2);

        ChangeLogFault fault = (await LogOfAnApp.WalkAsync(
            log.Entries.Where(entry => entry.AccountId != second.AccountId || entry.Sequence != 1))).Fault!;

        Assert.Equal(
            $"Entry 2 of account {second.AccountId} is not as it was written: the account's entry 1 should stand here.",
            fault.Message);
    }

    private static Task<ChangeLogVerification> WalkFileAsync(
        ChangeLogEntry[] entries, IEnumerable<ChangeLogAnchor>? anchors = null) =>
        LogOfAnApp.WalkAsync([.. entries.SelectMany(entry => ChangeLogLine.Of(entry).ToArray())], anchors);

    private static ChangeLogEntry[] Rewritten(ChangeLogEntry[] entries)
    {
        var heads = new Dictionary<string, string>();
        var anew = new List<ChangeLogEntry>();
        foreach (ChangeLogEntry entry in entries)
        {
            anew.Add(LogOfAnApp.Sealed(entry with
            {
                Action = "iam:Harmless",
                PreviousHash = heads.GetValueOrDefault(entry.AccountId, entry.PreviousHash),
            }));
            heads[entry.AccountId] = anew[^1].Hash;
        }

        return [.. anew];
    }

    private static ChangeLogEntry Changed(ChangeLogEntry entry, string member)
    {
        EntityChange change = entry.Changes[^1];
        return member switch
        {
            "AccountId" => entry with { AccountId = "999999999999" },
            "Sequence" => entry with { Sequence = entry.Sequence + 1 },
            "Revision" => entry with { Revision = entry.Revision + 1 },
            "At" => entry with { At = entry.At.AddMilliseconds(1) },
            "Action" => entry with { Action = "iam:test" },
            "Origin" => entry with { Origin = IamChangeOrigin.App },
            "Changes" => entry with { Changes = [.. entry.Changes.Skip(1)] },
            "PreviousHash" => entry with { PreviousHash = new string('1', 64) },
            "Hash" => entry with { Hash = entry.Hash.ToUpperInvariant() },
            "PrincipalArn" => entry with { Origin = entry.Origin with { PrincipalArn = "x" } },
            "PrincipalId" => entry with { Origin = entry.Origin with { PrincipalId = "x" } },
            "AccessKeyId" => entry with { Origin = entry.Origin with { AccessKeyId = "x" } },
            "SourceAddress" => entry with { Origin = entry.Origin with { SourceAddress = "x" } },
            "UserAgent" => entry with { Origin = entry.Origin with { UserAgent = "x" } },
            "RequestId" => entry with { Origin = entry.Origin with { RequestId = "x" } },
            "Key" => WithLast(change with { Key = IamEntityKey.User("111122223333", "another") }),
            "Before" => WithLast(change with { Before = "{}" }),
            "After" => WithLast(change with { After = change.After + " " }),
            _ => throw new InvalidOperationException($"Say how {member} is changed."),
        };

        ChangeLogEntry WithLast(EntityChange last) => entry with { Changes = [.. entry.Changes.SkipLast(1), last] };
    }
}
