using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>
/// A decision log, a logger or a listener that fails neither keeps decisions waiting nor changes them; where the app
/// wants it so, nobody is allowed anything meanwhile.
/// </summary>
[Trait("Threat", "L5")]
public sealed class DecisionLogsThatFail
{
    private const string Failing = "the decision log fails";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task L5_LogThrows_DecisionsStay_AndWhatIsLostIsCounted_WithOneEvent()
    {
        var log = new AppLog { Fault = new IOException("the disk is full") };
        using var meters = new Meters();
        await using World world = Shop(log).WithOne<IMeterFactory>(meters);
        using var lost = new MetricCollector<long>(meters, "IamAuthorization", "iam.decision_log.lost");

        for (int i = 0; i < 10; i++)
        {
            Assert.True((await world.AskAsync(Alice())).IsAllowed);
            Assert.Null((await world.AskAsync(Alice(), action: "orders:Refund")).Failure);
        }

        DecisionLogWriter writer = world.Services.GetRequiredService<DecisionLogWriter>();
        await UntilAsync(() => writer.LostCount == 10);
        Assert.Equal(10, lost.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.Single(world.Logs.GetSnapshot(), record => record.Id.Id == 2001);

        log.Fault = null;
        await world.AskAsync(Alice(), action: "orders:Refund");
        await UntilAsync(() => world.Logs.GetSnapshot().Any(record => record.Id.Id == 2002));
        Assert.Single(log.Records);
    }

    [Fact]
    public async Task L5_LogBlocks_NobodyWaits_SoManyDenialsAreKept_AndTheRestIsCounted()
    {
        const int More = 50;
        using var isOpen = new ManualResetEventSlim();
        var log = new AppLog { Gate = isOpen };
        await using World world = Shop(log);
        DecisionLogWriter writer = world.Services.GetRequiredService<DecisionLogWriter>();
        await world.AskAsync(Alice(), action: "orders:Refund");
        await UntilAsync(() => log.Calls == 1);

        for (int i = 0; i < DecisionLogWriter.WaitingMax + More; i++)
        {
            IamDecision denial = await world.AskAsync(Alice(), action: "orders:Refund");
            Assert.False(denial.IsAllowed);
        }

        Assert.True((await world.AskAsync(Alice())).IsAllowed);
        Assert.Equal(More, writer.LostCount);
        isOpen.Set();
        await UntilAsync(() => log.Records.Count == DecisionLogWriter.WaitingMax + 1);
    }

    [Fact]
    public async Task L5_DeniesWhileItFails_LogThrows_NobodyIsAllowed_UntilItTakesADenialAgain()
    {
        var log = new AppLog { Fault = new IOException("the disk is full") };
        await using World world = Shop(log).With(options => options.DeniesWhileDecisionLogFails = true);
        DecisionLogWriter writer = world.Services.GetRequiredService<DecisionLogWriter>();
        Assert.True((await world.AskAsync(Alice())).IsAllowed);
        await world.AskAsync(Alice(), action: "orders:Refund");
        await UntilAsync(() => writer.MustDeny);

        Assert.Equal(Failing, (await world.AskAsync(Alice())).Failure);
        await UntilAsync(() => writer.LostCount == 2);
        log.Fault = null;
        Assert.Equal(Failing, (await world.AskAsync(Alice())).Failure);

        await UntilAsync(() => !writer.MustDeny);
        Assert.True((await world.AskAsync(Alice())).IsAllowed);
        Assert.Equal(Failing, Assert.Single(log.Records).Decision.Failure);
    }

    [Fact]
    public async Task L5_DeniesWhileItFails_LogBlocks_NobodyIsAllowed_OnceItIsLate()
    {
        using var isOpen = new ManualResetEventSlim();
        var log = new AppLog { Gate = isOpen };
        await using World world = Shop(log).With(options => options.DeniesWhileDecisionLogFails = true);
        DecisionLogWriter writer = world.Services.GetRequiredService<DecisionLogWriter>();
        await world.AskAsync(Alice(), action: "orders:Refund");
        await UntilAsync(() => log.Calls == 1);

        Assert.True((await world.AskAsync(Alice())).IsAllowed);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Failing, (await world.AskAsync(Alice())).Failure);
        isOpen.Set();

        await UntilAsync(() => !writer.MustDeny);
        Assert.True((await world.AskAsync(Alice())).IsAllowed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task L5_LoggerThrows_DecisionsStay(bool deniesWhileLogFails)
    {
        await using World world = Shop(new AppLog { Fault = new IOException() })
            .WithOne<ILoggerProvider>(new BrokenLoggers())
            .With(options => options.DeniesWhileDecisionLogFails = deniesWhileLogFails);

        Assert.True((await world.AskAsync(Alice())).IsAllowed);
        Assert.Null((await world.AskAsync(Alice(), action: "orders:Refund")).Failure);
        world.Store.FailingCall = "GetSnapshotAsync";
        world.Store.Fault = Fault.Throw;

        Assert.Equal("the store of policies failed", (await world.AskAsync(Alice())).Failure);
    }

    [Fact]
    public async Task L5_ListenerOfMetricsThrows_DecisionsStay_AndLaterDenialsAreRecorded()
    {
        var log = new AppLog { Fault = new IOException() };
        using var meters = new Meters();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("no room"));
        listener.Start();
        await using World world = Shop(log).WithOne<IMeterFactory>(meters);
        DecisionLogWriter writer = world.Services.GetRequiredService<DecisionLogWriter>();

        await world.AskAsync(Alice(), action: "orders:Refund");
        await UntilAsync(() => writer.LostCount == 1);
        log.Fault = null;
        await world.AskAsync(Alice(), action: "orders:Refund");

        await UntilAsync(() => log.Records.Count == 1);
        Assert.True((await world.AskAsync(Alice())).IsAllowed);
    }

    [Fact]
    public async Task L5_NodeStops_DenialsThatWait_AreRecorded()
    {
        var log = new AppLog();
        await using (World world = Shop(log))
        {
            for (int i = 0; i < 100; i++)
            {
                await world.AskAsync(Alice(), action: "orders:Refund");
            }
        }

        Assert.Equal(100, log.Records.Count);
    }

    private static World Shop(AppLog log) =>
        new World(User("alice", "orders:GetOrder")).WithOne<IIamDecisionLog>(log);

    private static async Task UntilAsync(Func<bool> holds)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, "Nothing happened for too long.");
            await Task.Yield();
        }
    }

    /// <summary>A decision log of the app's own.</summary>
    private sealed class AppLog : IIamDecisionLog
    {
        private int _calls;

        public ConcurrentQueue<IamDecisionRecord> Records { get; } = [];

        public Exception? Fault { get; set; }

        /// <summary>What every call waits for; null for nothing.</summary>
        public ManualResetEventSlim? Gate { get; init; }

        public int Calls => Volatile.Read(ref _calls);

        public void Add(IamDecisionRecord record)
        {
            Interlocked.Increment(ref _calls);
            Gate?.Wait(Patience);
            if (Fault is { } fault)
            {
                throw fault;
            }

            Records.Enqueue(record);
        }

        public IamDecisionRecord? Find(string id) => Records.FirstOrDefault(record => record.Id == id);
    }

    private sealed class BrokenLoggers : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => throw new IOException("the log is full");

        public void Dispose() => GC.SuppressFinalize(this);
    }

    private sealed class Meters : IMeterFactory
    {
        private readonly ConcurrentBag<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;
            var meter = new Meter(options);
            _made.Add(meter);
            return meter;
        }

        public void Dispose()
        {
            foreach (Meter meter in _made)
            {
                meter.Dispose();
            }
        }
    }
}
