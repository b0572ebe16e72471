using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using IamAuthorization.Authorizer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// Who only watches, a log, a listener of metrics or of activities, fails: requests are answered as without it.
/// </summary>
[Trait("Threat", "L5")]
public sealed class ObserverThreatTests
{
    private static readonly AsyncLocal<bool> IsBroken = new();

    public static TheoryData<string> Observers => ["log provider", "listener of metrics", "decision log", "all"];

    [Theory]
    [MemberData(nameof(Observers))]
    public async Task L5_ObserverThrows_AllowsStayAllowed_AndDenialsDenied(string observer)
    {
        bool Breaks(string one) => observer == one || observer == "all";
        await using TestApp app = await TestApp.StartAsync(
            routes => routes.MapGet("/", () => "ran").RequireIam("orders:Get", "*"),
            after: services =>
            {
                if (Breaks("log provider"))
                {
                    services.AddLogging(logging => logging.AddProvider(new BrokenLog()));
                }

                if (Breaks("decision log"))
                {
                    services.AddSingleton<IIamDecisionLog>(new BrokenDecisionLog());
                }
            });
        using MeterListener? listener = Breaks("listener of metrics") ? BrokenListenerOf(app) : null;

        using HttpResponseMessage allowed = await app.SendAsync("/");
        app.Iam.Allows = _ => false;
        using HttpResponseMessage denied = await app.SendAsync("/");
        app.Iam.Fault = _ => new TimeoutException();
        using HttpResponseMessage failed = await app.SendAsync("/");

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden],
            [allowed.StatusCode, denied.StatusCode, failed.StatusCode]);
        Assert.Equal("ran", await allowed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void L5_ListenerOfActivitiesThrows_ThereIsNone()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, IamTelemetry.Source),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => IsBroken.Value
                ? throw new InvalidOperationException("no room")
                : ActivitySamplingResult.None,
        };
        ActivitySource.AddActivityListener(listener);
        IsBroken.Value = true;

        Assert.Null(IamTelemetry.StartActivity("iam.authorize"));
    }

    private static MeterListener BrokenListenerOf(TestApp app)
    {
        object factory = app.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == IamTelemetry.Name && ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("no room"));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("no room"));
        listener.Start();
        return listener;
    }

    private sealed class BrokenDecisionLog : IIamDecisionLog
    {
        public void Add(IamDecisionRecord record) => throw new IOException("the log is full");

        public IamDecisionRecord? Find(string id) => throw new IOException("the log is full");
    }

    private sealed class BrokenLog : ILoggerProvider, ILogger
    {
        private bool _isOurs;

        public ILogger CreateLogger(string categoryName) => new BrokenLog
        {
            _isOurs = categoryName.StartsWith("IamAuthorization", StringComparison.Ordinal),
        };

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (_isOurs)
            {
                throw new IOException("the log is full");
            }
        }

        public void Dispose() => GC.SuppressFinalize(this);
    }
}
