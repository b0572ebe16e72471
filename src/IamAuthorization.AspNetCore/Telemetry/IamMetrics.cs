using System.Diagnostics;
using System.Diagnostics.Metrics;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore;

/// <summary>Counts and times decisions. Tags have few values: no actions, ARNs or principals.</summary>
internal sealed class IamMetrics
{
    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _closed;

    public IamMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(IamTelemetry.Name);
        _decisions = meter.CreateCounter<long>("iam.decisions", "{decision}", "Decisions made for HTTP requests.");
        _durations = meter.CreateHistogram<double>("iam.decision.duration", "s", "Time from question to decision.");
        _closed = meter.CreateCounter<long>(
            "iam.connections.closed", "{connection}", "Open connections that were closed because of IAM.");
    }

    /// <summary>Whether anybody listens to decisions.</summary>
    public bool IsEnabled => _decisions.Enabled || _durations.Enabled;

    public void Decided(in IamDecision decision, TimeSpan elapsed)
    {
        var tags = new TagList
        {
            { "iam.outcome", IamTelemetry.TagOf(decision.Outcome) },
            { "iam.decided_by", IamTelemetry.TagOf(decision.DecidedBy) },
        };
        Observers.Tell((_decisions, tags), static told => told._decisions.Add(1, told.tags));
        Observers.Tell(
            (_durations, elapsed, tags), static told => told._durations.Record(told.elapsed.TotalSeconds, told.tags));
    }

    public void ConnectionClosed(ConnectionVerdict verdict)
    {
        if (_closed.Enabled)
        {
            Observers.Tell(
                (_closed, verdict),
                static told => told._closed.Add(
                    1, new KeyValuePair<string, object?>("iam.reason", IamTelemetry.TagOf(told.verdict))));
        }
    }
}
