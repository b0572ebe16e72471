using System.Diagnostics.Metrics;
using System.Threading.Channels;
using IamAuthorization.Accounts;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Authorizer;

/// <summary>
/// Hands denials to the decision log. L5: one of the app's own is called beside the requests, from a bounded buffer, so
/// that a log that throws, blocks or is slow keeps nobody waiting.
/// </summary>
internal sealed class DecisionLogWriter : IDisposable, IAsyncDisposable
{
    /// <summary>How many denials wait for a log of the app's own; what comes when so many wait is lost.</summary>
    public const int WaitingMax = 1_000;

    /// <summary>Why a denial was lost: too many wait.</summary>
    public const string Full = "full";

    /// <summary>Why a denial was lost: the log threw.</summary>
    public const string Fault = "fault";

    private readonly IIamDecisionLog _log;
    private readonly IamAuthorizerOptions _options;
    private readonly TimeProvider _clock;
    private readonly SteadyLogger<DecisionLogWriter> _logger;
    private readonly Counter<long>? _lost;
    private readonly Channel<IamDecisionRecord> _waiting = Channel.CreateBounded<IamDecisionRecord>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true });

    private readonly Lock _starting = new();
    private Task? _work;
    private long _askedAt;
    private long _lostCount;
    private volatile bool _isAsking;
    private volatile bool _isFailing;

    public DecisionLogWriter(
        IIamDecisionLog log,
        IOptions<IamAuthorizerOptions> options,
        TimeProvider clock,
        SteadyLogger<DecisionLogWriter> logger,
        IMeterFactory? meters = null)
    {
        (_log, _options, _clock, _logger) = (log, options.Value, clock, logger);
        _lost = meters?.Create("IamAuthorization").CreateCounter<long>(
            "iam.decision_log.lost", "{record}", "Denials that the decision log did not take.");
    }

    /// <summary>How many denials were lost.</summary>
    public long LostCount => Interlocked.Read(ref _lostCount);

    /// <summary>Whether nobody may be allowed anything, because what is denied cannot be recorded.</summary>
    public bool MustDeny => _options.DeniesWhileDecisionLogFails && (_isFailing || IsLate);

    private bool IsLate =>
        _isAsking && _clock.GetElapsedTime(Interlocked.Read(ref _askedAt)) >= _options.ProviderTimeout;

    /// <summary>Hands a denial to the log, now or soon. Never throws and never waits.</summary>
    public void Add(IamDecisionRecord record)
    {
        if (_log is RingDecisionLog ring)
        {
            ring.Add(record);
        }
        else
        {
            Start();
            if (!_waiting.Writer.TryWrite(record))
            {
                Lose(fault: null);
            }
        }
    }

    public void Dispose() => _waiting.Writer.TryComplete();

    /// <summary>Waits for what was denied until now, as long as for one call.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (_work is { } work)
        {
            await Task.WhenAny(work, Task.Delay(_options.ProviderTimeout, TimeProvider.System));
        }
    }

    private void Start()
    {
        if (Volatile.Read(ref _work) is not null)
        {
            return;
        }

        lock (_starting)
        {
            if (_work is null)
            {
                // WHY: what runs from now on belongs to no request, least of all to the one that came first.
                using AsyncFlowControl? flow =
                    ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
                Volatile.Write(ref _work, Task.Run(WorkAsync));
            }
        }
    }

    private async Task WorkAsync()
    {
        await foreach (IamDecisionRecord record in _waiting.Reader.ReadAllAsync())
        {
            Interlocked.Exchange(ref _askedAt, _clock.GetTimestamp());
            _isAsking = true;
            try
            {
                _log.Add(record);
                Recover();
            }
            catch (Exception fault)
            {
                Lose(fault);
            }

            _isAsking = false;
        }
    }

    private void Lose(Exception? fault)
    {
        long count = Interlocked.Increment(ref _lostCount);
        Observers.Tell(
            (_lost, Reason: fault is null ? Full : Fault),
            static told => told._lost?.Add(1, new KeyValuePair<string, object?>("iam.reason", told.Reason)));
        lock (_starting)
        {
            // WHY once: who logs each denial that is lost turns one fault into a flood.
            if (!_isFailing)
            {
                _isFailing = true;
                IamAuthorizerLog.DecisionLogFailed(_logger, fault, count);
            }
        }
    }

    private void Recover()
    {
        lock (_starting)
        {
            if (_isFailing)
            {
                _isFailing = false;
                IamAuthorizerLog.DecisionLogRecovered(_logger, LostCount);
            }
        }
    }
}
