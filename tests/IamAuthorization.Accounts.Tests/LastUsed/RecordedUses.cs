using IamAuthorization.Stores.Specification;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.Accounts.Tests.LastUsed;

/// <summary>Uses wait in memory, few and for a while, and whatever becomes of them disturbs nobody.</summary>
public sealed class RecordedUses : IDisposable
{
    private const string Key = "AKIA1";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new(Sample.Instant);
    private readonly CountingStore _store = new();
    private readonly FakeLogger<LastUsedRecorder> _log = new();
    private readonly LastUsedRecorder _recorder;

    private readonly IOptions<IamLastUsedOptions> _options =
        Options.Create(new IamLastUsedOptions { PendingMax = 100 });

    public RecordedUses() => _recorder = new LastUsedRecorder(_store, _clock, _options, _log);

    [Fact]
    public async Task Used_IsKnownAtOnce_AndWrittenLater()
    {
        _recorder.Record(Key, "orders", "eu-west-1");
        IamLastUse? found = await _recorder.FindAsync(Key, None);

        Assert.Equal(
            new IamLastUse { Id = Key, At = Sample.Instant, Service = "orders", Region = "eu-west-1" }, found);
        Assert.Equal(0, _store.WriteCount);
        await _recorder.FlushAsync(None);
        Assert.Equal([found!], _store.Written);
        Assert.Equal(found, await _recorder.FindAsync(Key, None));
        Assert.Null(await _recorder.FindAsync("AKIA2", None));
    }

    [Fact]
    public async Task UsedOften_IsWrittenOnce_AndNotAgainWithoutAUse()
    {
        for (int i = 0; i < 1_000; i++)
        {
            _recorder.Record(Key, "orders", "eu-west-1");
            _clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        _recorder.Record(Key, "reports", "eu-west-1");
        await _recorder.FlushAsync(None);
        await _recorder.FlushAsync(None);

        Assert.Equal(1, _store.WriteCount);
        Assert.Equal(("reports", Sample.Instant.AddSeconds(50)), (_store.Written[0].Service, _store.Written[0].At));
    }

    [Fact]
    public async Task UsedAMinuteLater_LaterUseCounts()
    {
        _recorder.Record(Key);
        _clock.Advance(TimeSpan.FromSeconds(61));
        _recorder.Record(Key);

        Assert.Equal(Sample.Instant.AddSeconds(61), (await _recorder.FindAsync(Key, None))!.At);
    }

    [Fact]
    public async Task AnotherNodeWroteALaterUse_ItCounts()
    {
        _recorder.Record(Key);
        var later = new IamLastUse { Id = Key, At = Sample.Instant.AddSeconds(1) };
        await _store.RecordLastUsesAsync([later], None);

        Assert.Equal(later, await _recorder.FindAsync(Key, None));
    }

    [Fact]
    public async Task MoreThanMayWait_AreForgotten_AndThereIsRoomAgainAfterwards()
    {
        for (int i = 0; i < 250; i++)
        {
            _recorder.Record($"AKIA{i}");
        }

        await _recorder.FlushAsync(None);
        _recorder.Record("AKIA249");
        await _recorder.FlushAsync(None);

        Assert.Equal(101, _store.Written.Count);
        Assert.Equal("AKIA249", _store.Written[^1].Id);
    }

    [Fact]
    public async Task StoreFails_IsLogged_AndTriedAgain()
    {
        _recorder.Record(Key, "orders");
        _store.Fault = new InvalidOperationException("away");

        await _recorder.FlushAsync(None);
        _recorder.Record(Key, "orders");
        _store.Fault = null;
        await _recorder.FlushAsync(None);

        Assert.Equal("LastUsesNotWritten", Assert.Single(_log.Collector.GetSnapshot()).Id.Name);
        Assert.Equal(Key, Assert.Single(_store.Written).Id);
    }

    [Fact]
    public async Task AppRuns_UsesAreWritten_AtEachInterval_AndWhenItStops()
    {
        using var service = new LastUsedService(_recorder, _clock, _options);
        _recorder.Record(Key);
        await service.StartAsync(None);

        using var patience = new CancellationTokenSource(Patience);
        while (_store.WriteCount == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            _clock.Advance(_options.Value.WriteInterval);
            await Task.Yield();
        }

        _recorder.Record("AKIA2");
        await service.StopAsync(None);

        Assert.Equal([Key, "AKIA2"], _store.Written.Select(use => use.Id));
    }

    public void Dispose() => _recorder.Dispose();

    private sealed class CountingStore : IIamLastUsedStore
    {
        private readonly InMemoryLastUses _uses = new();

        public Exception? Fault { get; set; }

        public int WriteCount { get; private set; }

        public List<IamLastUse> Written { get; } = [];

        public ValueTask<IReadOnlyDictionary<string, IamLastUse>> FindLastUsesAsync(
            IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
            _uses.FindLastUsesAsync(ids, cancellationToken);

        public ValueTask RecordLastUsesAsync(
            IReadOnlyCollection<IamLastUse> uses, CancellationToken cancellationToken)
        {
            if (Fault is not null)
            {
                throw Fault;
            }

            WriteCount++;
            Written.AddRange(uses);
            return _uses.RecordLastUsesAsync(uses, cancellationToken);
        }
    }
}
