using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Writes the members of one policy file. What is null or empty is left out.</summary>
internal sealed class PolicyFileJson
{
    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    private readonly Utf8JsonWriter _json;

    private PolicyFileJson(Utf8JsonWriter json) => _json = json;

    /// <summary>The text of a file.</summary>
    public static string Write(Action<PolicyFileJson> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            write(new PolicyFileJson(json));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    public void Text(string name, string? value)
    {
        if (value is not null)
        {
            _json.WriteString(name, value);
        }
    }

    public void Number(string name, int value) => _json.WriteNumber(name, value);

    public void Flag(string name, bool value) => _json.WriteBoolean(name, value);

    public void Instant(string name, DateTimeOffset? value) =>
        Text(name, value is { } instant ? FileInstant.Write(instant) : null);

    /// <summary>A document as an object, its members in the order in which it was written.</summary>
    public void Document(string name, PolicyDocument document)
    {
        using JsonDocument json = JsonDocument.Parse(document.Text ?? PolicyWriter.Write(document));
        _json.WritePropertyName(name);
        json.RootElement.WriteTo(_json);
    }

    public void Object(string name, Action write)
    {
        _json.WriteStartObject(name);
        write();
        _json.WriteEndObject();
    }

    public void Texts(string name, IReadOnlyCollection<string> values) =>
        List(name, values, value => _json.WriteStringValue(value));

    public void Objects<T>(string name, IReadOnlyCollection<T> values, Action<T> write) =>
        List(name, values, value =>
        {
            _json.WriteStartObject();
            write(value);
            _json.WriteEndObject();
        });

    public void Tags(ValueList<IamTag> tags) => Objects("Tags", tags, tag =>
    {
        Text("Key", tag.Key);
        Text("Value", tag.Value);
    });

    public void Policies(string name, ValueList<NamedPolicy> policies) => Objects(name, policies, policy =>
    {
        Text("PolicyName", policy.Name);
        Document("PolicyDocument", policy.Document);
    });

    private void List<T>(string name, IReadOnlyCollection<T> values, Action<T> write)
    {
        if (values.Count == 0)
        {
            return;
        }

        _json.WriteStartArray(name);
        foreach (T value in values)
        {
            write(value);
        }

        _json.WriteEndArray();
    }
}
