using System.Diagnostics.Metrics;
using IamAuthorization.Accounts;

namespace IamAuthorization.SecurityTokens;

/// <summary>Counts sessions. The tag has few values: <c>issued</c>, or the code of the error.</summary>
internal sealed class SessionMetrics
{
    /// <summary>The name of the library's meter.</summary>
    public const string MeterName = "IamAuthorization";

    private readonly Counter<long> _sessions;

    public SessionMetrics(IMeterFactory meters) =>
        _sessions = meters.Create(MeterName).CreateCounter<long>(
            "iam.sessions", "{session}", "Sessions asked for, by whether they were issued.");

    public void Decided(AssumeRoleResult result)
    {
        if (_sessions.Enabled)
        {
            string outcome = result.IsAssumed ? "issued" : result.Error.Code;
            Observers.Tell(
                (_sessions, outcome),
                static told => told._sessions.Add(
                    1, new KeyValuePair<string, object?>("iam.outcome", told.outcome)));
        }
    }
}
