using System.Text;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>What was revoked stays revoked after a restart, because keys and sessions outlive it too.</summary>
public sealed class JournalOfRevocations : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iam-keys-").FullName;

    private string File => Path.Combine(_folder, RevocationJournal.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Restart_KeepsWhatWasRevoked()
    {
        IamPrincipal session;
        await using (World before = await StartedAsync())
        {
            session = await before.SessionAsync(Alice(), Request());
            before.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await before.RevokeAsync(RoleArn("Agent"));
        }

        await using World after = await StartedAsync();

        Assert.Equal(IamPrincipalState.Revoked, await after.StateAsync(session));
        Assert.Equal(
            $$"""{"principal":"arn:aws:iam::{{Home}}:role/Agent","validFrom":"2026-03-01T12:00:00.001Z"}""" + "\n",
            await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task Journal_IsAppendedTo_AndTheLatestInstantCounts()
    {
        await using (World before = await StartedAsync())
        {
            await before.RevokeAsync(RoleArn("Agent"));
            before.Clock.Advance(TimeSpan.FromMinutes(1));
            await before.RevokeAsync(UserArn("alice"));
            await before.RevokeAsync(RoleArn("Agent"));
        }

        Assert.Equal(3, (await System.IO.File.ReadAllLinesAsync(File)).Length);
        await using World after = await StartedAsync();

        Assert.Equal(Noon.AddMinutes(1), await ValidFromAsync(after, RoleArn("Agent")));
        Assert.Equal(Noon.AddMinutes(1), await ValidFromAsync(after, UserArn("alice")));
    }

    [Fact]
    public async Task PolicyFilesThatAreReadLater_ForgetNothing()
    {
        await System.IO.File.WriteAllTextAsync(File, Line("Agent", Noon));
        await using World world = await StartedAsync();

        world.Store.Replace([new IamAccount(Home)]);

        Assert.Equal(Noon, await ValidFromAsync(world, RoleArn("Agent")));
    }

    [Fact]
    public async Task WithoutFolder_NothingIsKept()
    {
        await using World world = Shop();
        await world.StartAsync();

        await world.RevokeAsync(RoleArn("Agent"));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        Assert.Equal(Noon, await ValidFromAsync(world, RoleArn("Agent")));
    }

    [Fact]
    public async Task FolderThatIsMissing_IsMade()
    {
        string keys = Path.Combine(_folder, "data", "keys");
        await using World world = Shop().With(options => options.KeysFolder = keys);
        await world.StartAsync();

        await world.RevokeAsync(RoleArn("Agent"));

        Assert.True(System.IO.File.Exists(Path.Combine(keys, RevocationJournal.FileName)));
    }

    public static TheoryData<string> TornLines =>
    [
        "{",
        """{"principal":"arn:aws:iam::111122223333:role/Worker","validFr""",
        """{"principal":"arn:aws:iam::111122223333:role/Worker","validFrom":"2026-03-01T12:00:00.000Z"}""",
        "\0\0\0\0",
    ];

    [Theory]
    [MemberData(nameof(TornLines))]
    public async Task LastLineThatWasTorn_IsIgnoredAndRemoved(string torn)
    {
        await System.IO.File.WriteAllTextAsync(File, Line("Agent", Noon) + torn);

        await using World world = await StartedAsync();
        await world.RevokeAsync(UserArn("alice"));

        Assert.Equal(Noon, await ValidFromAsync(world, RoleArn("Agent")));
        Assert.Null(await ValidFromAsync(world, RoleArn("Worker")));
        Assert.Equal(
            Line("Agent", Noon) + Line("alice", Noon).Replace("role/", "user/", StringComparison.Ordinal),
            await System.IO.File.ReadAllTextAsync(File));
    }

    public static TheoryData<string> WrongLines =>
    [
        "",
        "{",
        "[]",
        "null",
        "\0",
        "{}",
        """{"principal":"arn:aws:iam::111122223333:role/Agent"}""",
        """{"principal":"arn:aws:iam::111122223333:role/Agent","validFrom":"yesterday"}""",
        """{"principal":"arn:aws:iam::111122223333:role/Agent","validFrom":1}""",
        """{"principal":"arn:aws:iam::111122223333:role/Agent","validFrom":"2026-03-01T12:00:00Z"}""",
        """{"principal":"Agent","validFrom":"2026-03-01T12:00:00.000Z"}""",
        """{"principal":"arn:aws:iam::111122223333:root","validFrom":"2026-03-01T12:00:00.000Z"}""",
        """{"principal":"arn:aws:iam::111122223333:role/A","validFrom":"2026-03-01T12:00:00.000Z","x":1}""",
        """{"principal":"arn:aws:iam::111122223333:role/A","principal":"","validFrom":"2026-03-01T12:00:00.000Z"}""",
    ];

    [Theory]
    [MemberData(nameof(WrongLines))]
    public async Task AnyOtherLineThatCannotBeRead_KeepsTheAppFromStarting(string line)
    {
        string text = $"{Line("Agent", Noon)}{line}\n{Line("Worker", Noon)}";
        await System.IO.File.WriteAllTextAsync(File, text);

        IamStartupException error = await Assert.ThrowsAsync<IamStartupException>(async () => await StartedAsync());

        IamStartupFinding finding = Assert.Single(error.Findings);
        Assert.Equal(
            ("IAM1017", $"The line {File}(2) is no revocation of sessions."), (finding.Id, finding.Problem));
        Assert.Equal(text, await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task BytesThatAreNoText_KeepTheAppFromStarting()
    {
        byte[] line = [.. Encoding.ASCII.GetBytes("{\"principal\":\"arn:aws:iam::111122223333:role/"), 0xFF];
        await System.IO.File.WriteAllBytesAsync(
            File, [.. line, .. "\",\"validFrom\":\"2026-03-01T12:00:00.000Z\"}\n"u8]);

        await Assert.ThrowsAsync<IamStartupException>(async () => await StartedAsync());
    }

    [Fact]
    public async Task LinesOlderThanAnySession_AreDroppedAtTheStart()
    {
        DateTimeOffset oldest = Noon - SigningKeySet.SessionLifetimeMax;
        await System.IO.File.WriteAllTextAsync(
            File, Line("Agent", oldest) + Line("Worker", oldest.AddMilliseconds(-1)));

        await using World world = await StartedAsync();

        Assert.Equal(Line("Agent", oldest), await System.IO.File.ReadAllTextAsync(File));
        Assert.Null(await ValidFromAsync(world, RoleArn("Worker")));
    }

    [Fact]
    public async Task DiskThatFails_IsAnError_ThoughTheSessionsAreDead()
    {
        await using World world = await StartedAsync();
        IamPrincipal session = await world.SessionAsync(Alice(), Request());
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Directory.CreateDirectory(File);

        await Assert.ThrowsAnyAsync<Exception>(async () => await world.RevokeAsync(RoleArn("Agent")));

        Assert.Equal(IamPrincipalState.Revoked, await world.StateAsync(session));
    }

    [Fact]
    public async Task OtherNode_OnTheSameFolder_TakesUpTheRevocationAtItsNextLook()
    {
        await using World one = await StartedAsync();
        await using World other = await StartedAsync();
        IamPrincipal session = await one.SessionAsync(Alice(), Request());
        one.Clock.Advance(TimeSpan.FromSeconds(1));
        await one.RevokeAsync(RoleArn("Agent"));
        Assert.Equal(IamPrincipalState.Alive, await other.StateAsync(session));

        await FollowAsync(other);

        Assert.Equal(IamPrincipalState.Revoked, await other.StateAsync(session));
    }

    [Fact]
    public async Task LineThatIsJustBeingWritten_IsTakenUpOnceItIsWhole()
    {
        await using World world = await StartedAsync();
        string line = Line("Agent", Noon);
        await System.IO.File.WriteAllTextAsync(File, line[..20]);
        await FollowAsync(world);
        Assert.Null(await ValidFromAsync(world, RoleArn("Agent")));

        await System.IO.File.WriteAllTextAsync(File, line);
        await FollowAsync(world);

        Assert.Equal(Noon, await ValidFromAsync(world, RoleArn("Agent")));
    }

    [Fact]
    public async Task LineThatCannotBeRead_WhileTheAppRuns_IsToldAndTriedAgain()
    {
        await using World world = await StartedAsync();
        await System.IO.File.WriteAllTextAsync(File, "?\n");
        await FollowAsync(world);
        await System.IO.File.WriteAllTextAsync(File, Line("Agent", Noon));
        await FollowAsync(world);

        Assert.Equal(Noon, await ValidFromAsync(world, RoleArn("Agent")));
        Assert.Single(world.Logs.GetSnapshot(), record => record.Id.Id == 4005);
    }

    /// <summary>On the machine's clock: they wait for each other's lock.</summary>
    [Fact]
    public async Task TwoNodes_ThatWriteAndStartAtOnce_LoseNoLine()
    {
        using RevocationJournal one = Journal();
        using RevocationJournal other = Journal();
        await one.AppendAsync(Revocation(RoleArn("First")), CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(async () =>
        {
            RevocationJournal node = number % 2 == 0 ? one : other;
            await node.AppendAsync(Revocation(RoleArn($"Role{number}")), CancellationToken.None);
            await (number % 2 == 0 ? other : one).ReadAsync(Noon, CancellationToken.None);
        })));

        Assert.Equal(41, (await System.IO.File.ReadAllLinesAsync(File)).Length);
    }

    private static SessionRevocation Revocation(Arn role) => new() { PrincipalArn = role, ValidFrom = Noon };

    private RevocationJournal Journal() => new(
        Options.Create(new IamSecurityTokenOptions { KeysFolder = _folder }),
        new World.AppFolder(),
        TimeProvider.System);

    private static Task FollowAsync(World world) =>
        world.Services.GetServices<IHostedService>().OfType<RevocationService>().Single().FollowAsync();

    private static string Line(string role, DateTimeOffset validFrom) =>
        $$"""{"principal":"{{RoleArn(role)}}","validFrom":"{{validFrom:yyyy-MM-ddTHH:mm:ss.fff}}Z"}""" + "\n";

    private static async ValueTask<DateTimeOffset?> ValidFromAsync(World world, Arn arn)
    {
        IIamSnapshot snapshot = await world.Store.GetSnapshotAsync(CancellationToken.None);
        return (await snapshot.FindSessionRevocationAsync(arn, CancellationToken.None))?.ValidFrom;
    }

    private static World Shop() => new(User("alice"), Role("Agent", Trust(UserArn("alice").ToString())));

    private async Task<World> StartedAsync()
    {
        World world = Shop().With(options => options.KeysFolder = _folder);
        await world.StartAsync();
        return world;
    }
}
