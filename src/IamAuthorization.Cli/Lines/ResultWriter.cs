using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IamAuthorization.Cli.Lines;

/// <summary>Writes one JSON object a line, gathered into larger writes.</summary>
internal sealed class ResultWriter : IDisposable
{
    private const int FlushThreshold = 64 * 1024;

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _pending = new(2 * FlushThreshold);
    private readonly Utf8JsonWriter _json;

    /// <summary>Writes results.</summary>
    /// <param name="stream">Where they go.</param>
    public ResultWriter(Stream stream)
    {
        _stream = stream;

        // Results go to a terminal or a JSON parser, never into HTML: quotes and letters stay readable.
        _json = new Utf8JsonWriter(
            _pending, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Begins the object of one result.</summary>
    /// <returns>The writer of its members.</returns>
    public Utf8JsonWriter Begin()
    {
        _json.Reset();
        _json.WriteStartObject();
        return _json;
    }

    /// <summary>Ends the result.</summary>
    public void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _pending.Write("\n"u8);
        if (_pending.WrittenCount >= FlushThreshold)
        {
            Flush();
        }
    }

    /// <summary>Hands on everything written so far.</summary>
    public void Flush()
    {
        if (_pending.WrittenCount == 0)
        {
            return;
        }

        _stream.Write(_pending.WrittenSpan);
        _stream.Flush();
        _pending.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        _json.Dispose();
    }
}
