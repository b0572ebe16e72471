using System.Diagnostics;
using System.Diagnostics.Metrics;
using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore;

/// <summary>Counts and times decisions. Tags have few values: no actions, ARNs or principals.</summary>
internal sealed class IamMetrics
{
    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _durations;

    public IamMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(IamTelemetry.Name);
        _decisions = meter.CreateCounter<long>("iam.decisions", "{decision}", "Decisions made for HTTP requests.");
        _durations = meter.CreateHistogram<double>("iam.decision.duration", "s", "Time from question to decision.");
    }

    public void Decided(in IamDecision decision, TimeSpan elapsed)
    {
        if (_decisions.Enabled || _durations.Enabled)
        {
            var tags = new TagList
            {
                { "iam.outcome", IamTelemetry.TagOf(decision.Outcome) },
                { "iam.decided_by", IamTelemetry.TagOf(decision.DecidedBy) },
            };
            _decisions.Add(1, tags);
            _durations.Record(elapsed.TotalSeconds, tags);
        }
    }
}
