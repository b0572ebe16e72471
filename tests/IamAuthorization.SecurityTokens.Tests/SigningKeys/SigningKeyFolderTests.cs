using IamAuthorization.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Hosting;

namespace IamAuthorization.SecurityTokens.Tests;

public sealed class SigningKeyFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iam-keys-").FullName;
    private readonly IDataProtectionProvider _protection = new EphemeralDataProtectionProvider();

    private string Keys => Path.Combine(_folder, "signing-keys");

    [Fact]
    public async Task Restart_KeepsKeysAndSessions()
    {
        string token;
        await using (TokenWorld before = Node())
        {
            token = await before.IssueAsync();
        }

        await using TokenWorld after = Node();

        Assert.NotNull((await after.ValidateAsync(token)).Principal);
        Assert.Single(Directory.GetFiles(Keys));
    }

    [Fact]
    public async Task TwoNodes_StartingAtOnce_AcceptEachOthersTokens()
    {
        await using TokenWorld one = Node();
        await using TokenWorld two = Node();
        await Task.WhenAll(
            Task.Run(async () => await one.Ring.EnsureLoadedAsync(CancellationToken.None)),
            Task.Run(async () => await two.Ring.EnsureLoadedAsync(CancellationToken.None)));
        one.Clock.Advance(SigningKeyRing.RefreshIntervalMin);
        two.Clock.Advance(SigningKeyRing.RefreshIntervalMin);

        Assert.NotNull((await two.ValidateAsync(await one.IssueAsync())).Principal);
        Assert.NotNull((await one.ValidateAsync(await two.IssueAsync())).Principal);
    }

    [Fact]
    public async Task TwoNodes_ThatBothMadeAFirstKey_EndUpWithBoth()
    {
        var store = new MeetingStore();
        await using var one = new TokenWorld(store: store, protection: _protection);
        await using var two = new TokenWorld(store: store, protection: _protection);

        await Task.WhenAll(
            one.Ring.EnsureLoadedAsync(CancellationToken.None).AsTask(),
            two.Ring.EnsureLoadedAsync(CancellationToken.None).AsTask());
        await one.Ring.MaintainAsync(CancellationToken.None);

        Assert.Equal(2, one.Ring.Current!.Keys.Length);
        Assert.Equal(
            one.Ring.Current.Keys.Select(key => key.KeyId), two.Ring.Current!.Keys.Select(key => key.KeyId));
        Assert.Equal(
            (await one.Ring.GetActiveAsync(CancellationToken.None)).KeyId,
            (await two.Ring.GetActiveAsync(CancellationToken.None)).KeyId);
    }

    [Fact]
    public async Task OtherNodesKey_NamedByAToken_IsFoundWithoutWaitingForTheTimer()
    {
        await using TokenWorld one = Node();
        await one.IssueAsync();
        await using TokenWorld two = Node();
        await two.Keys.RotateAsync();
        string token = await two.IssueAsync();

        Assert.Equal(AccessTokenProblem.UnknownKey, await one.ProblemAsync(token));
        one.Clock.Advance(SigningKeyRing.RefreshIntervalMin);

        Assert.NotNull((await one.ValidateAsync(token)).Principal);
    }

    [Fact]
    public async Task KeyRemovedOnOneNode_DiesOnTheOther_WithTheNextReading()
    {
        await using TokenWorld one = Node();
        string token = await one.IssueAsync();
        await using TokenWorld two = Node();
        Assert.NotNull((await two.ValidateAsync(token)).Principal);

        await one.Keys.RemoveAsync(one.Ring.Current!.Keys[0].KeyId);
        await two.Ring.MaintainAsync(CancellationToken.None);

        Assert.Equal(AccessTokenProblem.UnknownKey, await two.ProblemAsync(token));
    }

    [Fact]
    public async Task FolderAndFiles_OnUnix_AreTheOwnersAlone()
    {
        await using TokenWorld world = Node();
        await world.IssueAsync();
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix modes.");
        }
        else
        {
            Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Keys));
            Assert.Equal(Owner, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(Keys))));
        }
    }

    [Fact]
    public async Task File_HoldsTheSealedKeyOnly()
    {
        await using TokenWorld world = Node();
        await world.IssueAsync();

        string json = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Keys)));

        StoredSigningKey stored = SigningKeyFile.Read(System.Text.Encoding.UTF8.GetBytes(json));
        byte[] privateKey = world.Ring.Current!.Keys[0].VerificationKey.ECDsa.ExportParameters(true).D!;
        byte[] bytes = System.Buffers.Text.Base64Url.DecodeFromChars(stored.ProtectedKey);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(privateKey.AsSpan(0, 8)));
        Assert.DoesNotContain(stored.ProtectedKey[..40], stored.ToString());
    }

    [Theory]
    [InlineData("notes.txt", "hello", "it is no file of a signing key")]
    [InlineData(".DS_Store", "", "it is no file of a signing key")]
    [InlineData("broken.json", "{", "cannot be read")]
    [InlineData("empty.json", "", "cannot be read")]
    [InlineData("null.json", "null", "null where a key should be")]
    [InlineData("more.json", "{\"version\":1,\"keyId\":\"more\",\"createdAt\":\"2026-03-01T10:00:00Z\",\"activatesAt\":\"2026-03-01T10:00:00Z\",\"protectedKey\":\"A\",\"x\":1}", "cannot be read")]
    [InlineData("twice.json", "{\"version\":1,\"version\":1,\"keyId\":\"twice\",\"createdAt\":\"2026-03-01T10:00:00Z\",\"activatesAt\":\"2026-03-01T10:00:00Z\",\"protectedKey\":\"A\"}", "cannot be read")]
    [InlineData("less.json", "{\"version\":1}", "cannot be read")]
    [InlineData("newer.json", "{\"version\":2,\"keyId\":\"newer\",\"createdAt\":\"2026-03-01T10:00:00Z\",\"activatesAt\":\"2026-03-01T10:00:00Z\",\"protectedKey\":\"A\"}", "The version is 2")]
    [InlineData("other.json", "{\"version\":1,\"keyId\":\"another\",\"createdAt\":\"2026-03-01T10:00:00Z\",\"activatesAt\":\"2026-03-01T10:00:00Z\",\"protectedKey\":\"A\"}", "It holds the key another")]
    public async Task ForeignOrUnreadableFile_IsAPreciseError_NeverIgnored(string name, string text, string reason)
    {
        Directory.CreateDirectory(Keys);
        string path = Path.Combine(Keys, name);
        await File.WriteAllTextAsync(path, text);
        var store = new DirectorySigningKeyStore(Keys);

        SigningKeyException error = await Assert.ThrowsAsync<SigningKeyException>(async () => await store.LoadAsync());

        Assert.Contains(path, error.Message);
        Assert.Contains(reason, error.Message);
        Assert.Contains("Restore the file", error.Remedy);
    }

    [Fact]
    public async Task FileLeftByADyingNode_IsNoKey()
    {
        Directory.CreateDirectory(Keys);
        await File.WriteAllTextAsync(Path.Combine(Keys, "abc.tmp"), "{ half a key");
        await using TokenWorld world = Node();

        Assert.NotNull((await world.ValidateAsync(await world.IssueAsync())).Principal);
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/..")]
    public async Task KeyId_ThatIsNoKeyId_NeverBecomesAPath(string keyId)
    {
        Directory.CreateDirectory(Keys);
        var store = new DirectorySigningKeyStore(Keys);

        await Assert.ThrowsAsync<ArgumentException>(async () => await store.RemoveAsync(keyId));
    }

    [Theory]
    [InlineData("other protection keys")]
    [InlineData("other issuer")]
    [InlineData("times changed")]
    [InlineData("sealed keys exchanged")]
    public async Task KeyThatCannotBeOpened_IsFoundAtStart_WithWhatToDo(string what)
    {
        await using (TokenWorld before = Node())
        {
            await before.IssueAsync();
            await before.Keys.RotateAsync();
        }

        await SpoilAsync(what);
        await using TokenWorld after = what switch
        {
            "other protection keys" => new TokenWorld(
                options => options.KeysFolder = _folder, protection: new EphemeralDataProtectionProvider()),
            "other issuer" => new TokenWorld(
                options => (options.KeysFolder, options.Issuer) = (_folder, "https://staging.example"),
                protection: _protection),
            _ => Node(),
        };

        IamStartupFinding finding = Assert.Single(await FindingsAsync(after, "IAM1013"));

        Assert.Contains("cannot be opened", finding.Problem);
        Assert.Contains("Restore the Data Protection key ring", finding.Remedy);
        Assert.Null(finding.OptOut);
        SigningKeyService service = Service(after);
        await service.StartingAsync(CancellationToken.None);
        await service.StartAsync(CancellationToken.None);
        await Assert.ThrowsAsync<SigningKeyException>(() => service.StartedAsync(CancellationToken.None));
        await Assert.ThrowsAsync<SigningKeyException>(async () => await after.IssueAsync());
    }

    [Fact]
    public async Task Service_WhileTheAppRuns_ReadsTheStoreEveryMinute()
    {
        var store = new InMemorySigningKeyStore();
        await using var one = new TokenWorld(store: store, protection: _protection);
        SigningKeyService service = Service(one);
        await service.StartedAsync(CancellationToken.None);
        await using var two = new TokenWorld(store: store, protection: _protection);
        IamSigningKey added = await two.Keys.RotateAsync();

        one.Clock.Advance(SigningKeyService.Interval);

        Assert.Contains(one.Ring.Current!.Keys, key => key.KeyId == added.KeyId);
        await service.StoppingAsync(CancellationToken.None);
        await service.StoppedAsync(CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static SigningKeyService Service(TokenWorld world) =>
        world.All<IHostedService>().OfType<SigningKeyService>().Single();

    private static async Task<IamStartupFinding[]> FindingsAsync(TokenWorld world, string id)
    {
        var findings = new List<IamStartupFinding>();
        foreach (IIamStartupCheck check in world.All<IIamStartupCheck>())
        {
            findings.AddRange(await check.FindAsync(CancellationToken.None));
        }

        return [.. findings.Where(finding => finding.Id == id)];
    }

    private TokenWorld Node() => new(options => options.KeysFolder = _folder, protection: _protection);

    private async Task SpoilAsync(string what)
    {
        var store = new DirectorySigningKeyStore(Keys);
        IReadOnlyList<StoredSigningKey> keys = await store.LoadAsync();
        StoredSigningKey? spoilt = what switch
        {
            "times changed" => keys[0] with { ActivatesAt = keys[0].ActivatesAt.AddDays(-1) },
            "sealed keys exchanged" => keys[0] with { ProtectedKey = keys[1].ProtectedKey },
            _ => null,
        };
        if (spoilt is not null)
        {
            await store.RemoveAsync(spoilt.KeyId);
            await store.AddAsync(spoilt);
        }
    }

    /// <summary>A store where two nodes first find nothing, and add only when both have looked.</summary>
    private sealed class MeetingStore : ISigningKeyStore
    {
        private readonly InMemorySigningKeyStore _inner = new();
        private readonly TaskCompletionSource _bothLooked = new();
        private readonly TaskCompletionSource _bothAdded = new();
        private int _looks;
        private int _adds;

        public async ValueTask<IReadOnlyList<StoredSigningKey>> LoadAsync(CancellationToken cancellationToken = default)
        {
            int look = Interlocked.Increment(ref _looks);
            if (look > 2)
            {
                await _bothAdded.Task;
                return await _inner.LoadAsync(cancellationToken);
            }

            if (look == 2)
            {
                _bothLooked.SetResult();
            }

            await _bothLooked.Task;
            return [];
        }

        public async ValueTask AddAsync(StoredSigningKey key, CancellationToken cancellationToken = default)
        {
            await _inner.AddAsync(key, cancellationToken);
            if (Interlocked.Increment(ref _adds) == 2)
            {
                _bothAdded.SetResult();
            }
        }

        public ValueTask RemoveAsync(string keyId, CancellationToken cancellationToken = default) =>
            _inner.RemoveAsync(keyId, cancellationToken);
    }
}
