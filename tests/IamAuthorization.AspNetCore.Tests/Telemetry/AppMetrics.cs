using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests.Telemetry;

/// <summary>Every instrument of an app, and what is measured with them while this listens.</summary>
internal sealed class AppMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Instrument> _instruments = new();
    private readonly ConcurrentQueue<Measurement> _measured = new();

    public AppMetrics(IServiceProvider services)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == IamTelemetry.Name && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                _instruments.Enqueue(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Take(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Take(instrument, tags));
        _listener.Start();

        // WHY: whoever takes a meter factory makes instruments; asked for here, none waits for its first use.
        foreach (Type type in SourceAssemblies.All.SelectMany(assembly => assembly.GetTypes()).Where(MakesInstruments))
        {
            Assert.True(services.GetService(type) is not null, $"{type} makes instruments and is no service.");
        }
    }

    public IEnumerable<string> Declared => _instruments.Select(instrument => Line(
        instrument.Name,
        instrument.GetType().Name.Split('`')[0].ToLowerInvariant(),
        instrument.Unit,
        instrument.Description));

    public IReadOnlyCollection<Measurement> Measured => _measured;

    public static string Line(string name, string type, string? unit, string? description) =>
        $"{name} {type} {unit} {description}";

    public void Dispose() => _listener.Dispose();

    private static bool MakesInstruments(Type type) => type.GetConstructors().Any(constructor =>
        constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(IMeterFactory)));

    private void Take(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _measured.Enqueue(
        new Measurement(instrument.Name, tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!)));
}

/// <summary>That something was measured, with its tags.</summary>
internal sealed record Measurement(string Instrument, IReadOnlyDictionary<string, string> Tags);
