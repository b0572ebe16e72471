using Microsoft.Extensions.Logging;

namespace IamAuthorization.SecurityTokens.Tests;

public sealed class SigningKeyRotationTests
{
    /// <summary>Time since the first key, and the keys then: which signs, how many are published.</summary>
    public static TheoryData<string, int, int> FirstMonth => new()
    {
        { "00:00:00", 0, 1 },
        { "29.22:59:59", 0, 1 },
        { "29.23:00:00", 0, 2 },
        { "29.23:59:59", 0, 2 },
        { "30.00:00:00", 1, 2 },
        { "31.11:59:59", 1, 2 },
        { "31.12:00:00", 1, 1 },
        { "59.22:59:59", 1, 1 },
        { "59.23:00:00", 1, 2 },
        { "60.00:00:00", 2, 2 },
        { "61.12:00:00", 2, 1 },
    };

    [Theory]
    [MemberData(nameof(FirstMonth))]
    public async Task Keys_AtATime_OneSignsAndItsNeighboursArePublished(string after, int active, int published)
    {
        await using var world = new TokenWorld();
        TimeSpan end = TimeSpan.Parse(after);
        var order = new List<string> { await ActiveAsync(world) };

        foreach (TimeSpan step in Steps(end))
        {
            world.Clock.SetUtcNow(TokenWorld.Start + step);
            await world.Ring.MaintainAsync(CancellationToken.None);
            if (await ActiveAsync(world) is var key && key != order[^1])
            {
                order.Add(key);
            }
        }

        Assert.Equal(active, order.Count - 1);
        Assert.Equal(published, (await world.Keys.ListAsync()).Length);
    }

    [Fact]
    public async Task Months_EveryTokenIsValidToItsEnd_AndEveryKeyIsPublishedBeforeItSigns()
    {
        const int HoursAtOnce = 3;
        await using var world = new TokenWorld(options => options.SigningKeyLead = TimeSpan.FromHours(6));
        var living = new Queue<(string Token, DateTimeOffset EndsAt)>();
        var published = new HashSet<string>();
        int changes = 0;
        string active = await ActiveAsync(world);
        for (int hour = 0; hour < 24 * 120; hour += HoursAtOnce)
        {
            IamSigningKey[] keys = [.. await world.Keys.ListAsync()];
            string now = keys.Single(key => key.IsActive).KeyId;
            Assert.True(hour == 0 || published.Contains(now));
            changes += now == active ? 0 : 1;
            active = now;
            published = [.. keys.Select(key => key.KeyId)];
            Assert.InRange(keys.Length, 1, 2);

            string token = await world.IssueAsync(world.Session(lifetime: TimeSpan.FromHours(12)));
            living.Enqueue((token, world.Clock.GetUtcNow().AddHours(12)));
            await AssertAliveAsync(world, living);
            world.Clock.Advance(TimeSpan.FromHours(HoursAtOnce));
        }

        Assert.Equal(3, changes);
    }

    [Fact]
    public async Task RetiredKey_AfterTheLongestSession_VerifiesNoMore_EvenBeforeItIsRemoved()
    {
        await using var world = new TokenWorld();
        string old = await ActiveAsync(world);
        await world.Keys.RotateAsync();
        SigningKeySet keys = world.Ring.Current!;
        DateTimeOffset end = world.Clock.GetUtcNow() + TimeSpan.FromHours(36);

        Assert.NotNull(keys.Find(old, end.AddMilliseconds(-251)));
        Assert.Null(keys.Find(old, end));
    }

    [Fact]
    [Trait("Threat", "A5")]
    public async Task TokenOfARetiredKey_ForgedToLiveLonger_IsRefused()
    {
        await using var world = new TokenWorld();
        Forge forge = await Forge.AtAsync(world);
        await world.Keys.RotateAsync();
        world.Clock.Advance(TimeSpan.FromHours(36));
        string payload = forge.With("exp", world.Clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds().ToString());

        Assert.Equal(AccessTokenProblem.UnknownKey, await world.ProblemAsync(forge.Signed(payload: payload)));
    }

    [Fact]
    public async Task IdleApp_IssuesAfterMonths_WithAKeyThatWillBeSucceeded()
    {
        await using var world = new TokenWorld();
        string first = await ActiveAsync(world);

        world.Clock.Advance(TimeSpan.FromDays(100));
        string token = await world.IssueAsync();

        Assert.NotNull((await world.ValidateAsync(token)).Principal);
        Assert.Equal(2, (await world.Keys.ListAsync()).Length);
        world.Clock.Advance(new IamSecurityTokenOptions().SigningKeyLead);
        Assert.NotEqual(first, await ActiveAsync(world));
        Assert.Equal(AccessTokenProblem.Expired, await world.ProblemAsync(token));
    }

    [Fact]
    public async Task Rotate_NewKeySignsAtOnce_OldOneStillVerifies()
    {
        await using var world = new TokenWorld();
        string first = await ActiveAsync(world);
        string token = await world.IssueAsync();

        IamSigningKey second = await world.Keys.RotateAsync();
        IamSigningKey third = await world.Keys.RotateAsync();

        Assert.True(second.IsActive);
        Assert.True(third.IsActive);
        Assert.Equal(third.KeyId, await ActiveAsync(world));
        Assert.Equal(3, new HashSet<string> { first, second.KeyId, third.KeyId }.Count);
        Assert.NotNull((await world.ValidateAsync(token)).Principal);
    }

    [Fact]
    public async Task Remove_OfTheOnlyKey_LeavesAnotherThatSigns()
    {
        await using var world = new TokenWorld();
        string first = await ActiveAsync(world);

        Assert.True(await world.Keys.RemoveAsync(first));

        Assert.NotEqual(first, await ActiveAsync(world));
        Assert.Single(await world.Keys.ListAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../signing-keys")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Remove_OfNoKey_ChangesNothing(string keyId)
    {
        await using var world = new TokenWorld();
        string first = await ActiveAsync(world);

        Assert.False(await world.Keys.RemoveAsync(keyId));

        Assert.Equal(first, await ActiveAsync(world));
    }

    [Fact]
    public async Task Remove_StoreUnreachable_BrakesHereAllTheSame()
    {
        var store = new FlakyStore();
        await using var world = new TokenWorld(store: store);
        string token = await world.IssueAsync();
        string key = await ActiveAsync(world);
        store.Fails = true;

        await Assert.ThrowsAsync<IOException>(async () => await world.Keys.RemoveAsync(key));

        Assert.Equal(AccessTokenProblem.UnknownKey, await world.ProblemAsync(token));
    }

    [Fact]
    public async Task StoreUnreachable_KeysReadBefore_GoOnSigningAndVerifying()
    {
        var store = new FlakyStore();
        await using var world = new TokenWorld(store: store);
        string token = await world.IssueAsync();
        store.Fails = true;

        world.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.NotNull(await world.Ring.TryMaintainAsync(CancellationToken.None));

        Assert.NotNull((await world.ValidateAsync(token)).Principal);
        Assert.NotNull((await world.ValidateAsync(await world.IssueAsync())).Principal);
        Assert.Contains(world.Logs.GetSnapshot(), record => record.Id.Id == 4104 && record.Level == LogLevel.Error);
    }

    [Fact]
    public async Task UnknownKeyIds_AskTheStoreOnceInHalfAMinute()
    {
        var store = new FlakyStore();
        await using var world = new TokenWorld(store: store);
        Forge forge = await Forge.AtAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        int before = store.Loads;

        for (int i = 0; i < 50; i++)
        {
            string kid = $"\"{new string((char)('A' + (i % 26)), 43)}\"";
            await world.ProblemAsync(forge.Signed(forge.Header(kid: kid)));
        }

        int once = store.Loads - before;
        world.Clock.Advance(SigningKeyRing.RefreshIntervalMin);
        await world.ProblemAsync(forge.Signed(forge.Header(kid: $"\"{new string('a', 43)}\"")));
        Assert.Equal(1, once);
        Assert.Equal(2, store.Loads - before);
    }

    [Fact]
    public async Task EveryChange_IsLoggedWithTheKeysId()
    {
        await using var world = new TokenWorld();
        string first = await ActiveAsync(world);
        IamSigningKey second = await world.Keys.RotateAsync();
        await world.Keys.RemoveAsync(first);

        (int, string)[] events =
        [
            .. world.Logs.GetSnapshot().Where(record => record.Id.Id is >= 4100 and <= 4103)
                .Select(record => (record.Id.Id, record.GetStructuredStateValue("KeyId")!)),
        ];

        Assert.Equal(
            [
                (4100, first), (4101, first), (4100, second.KeyId), (4102, first), (4101, second.KeyId), (4103, first),
            ],
            events);
    }

    /// <summary>Hours up to the end, and the end itself.</summary>
    private static IEnumerable<TimeSpan> Steps(TimeSpan end)
    {
        for (TimeSpan step = TimeSpan.Zero; step < end; step += TimeSpan.FromHours(1))
        {
            yield return step;
        }

        yield return end;
    }

    private static async Task AssertAliveAsync(TokenWorld world, Queue<(string Token, DateTimeOffset EndsAt)> living)
    {
        while (living.TryPeek(out (string Token, DateTimeOffset EndsAt) oldest)
            && oldest.EndsAt <= world.Clock.GetUtcNow())
        {
            Assert.Equal(AccessTokenProblem.Expired, await world.ProblemAsync(living.Dequeue().Token));
        }

        foreach ((string token, _) in living)
        {
            Assert.NotNull((await world.ValidateAsync(token)).Principal);
        }
    }

    private static async Task<string> ActiveAsync(TokenWorld world) =>
        (await world.Ring.GetActiveAsync(CancellationToken.None)).KeyId;

    private sealed class FlakyStore : ISigningKeyStore
    {
        private readonly InMemorySigningKeyStore _inner = new();

        public bool Fails { get; set; }

        public int Loads { get; private set; }

        public ValueTask<IReadOnlyList<StoredSigningKey>> LoadAsync(CancellationToken cancellationToken = default)
        {
            Loads++;
            return Fails ? throw new IOException("The store is away.") : _inner.LoadAsync(cancellationToken);
        }

        public ValueTask AddAsync(StoredSigningKey key, CancellationToken cancellationToken = default) =>
            Fails ? throw new IOException("The store is away.") : _inner.AddAsync(key, cancellationToken);

        public ValueTask RemoveAsync(string keyId, CancellationToken cancellationToken = default) =>
            Fails ? throw new IOException("The store is away.") : _inner.RemoveAsync(keyId, cancellationToken);
    }
}
