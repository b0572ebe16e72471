using System.Globalization;
using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Writes the members of one entity. What is null, empty or the default is left out.</summary>
internal readonly struct EntityWriter(Utf8JsonWriter json, bool withSecrets)
{
    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public void Text(string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public void Secret(string name, string value)
    {
        if (withSecrets)
        {
            json.WriteString(name, value);
        }
    }

    public void Secrets(string name, ValueList<string> values)
    {
        if (withSecrets)
        {
            Texts(name, values);
        }
    }

    public void Arn(string name, Arn? value) => Text(name, value?.ToString());

    public void Number(string name, long value)
    {
        if (value != 0)
        {
            json.WriteNumber(name, value);
        }
    }

    public void Flag(string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }

    public void Instant(string name, DateTimeOffset? value) =>
        Text(name, value?.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture));

    public void Document(string name, PolicyDocument document) =>
        json.WriteString(name, document.Text ?? PolicyWriter.Write(document));

    public void Texts(string name, IEnumerable<string> values)
    {
        EntityWriter self = this;
        List(name, values, value => self.Item(value));
    }

    public void Arns(string name, ValueList<Arn> values) => Texts(name, values.Select(value => value.ToString()));

    public void Tags(ValueList<IamTag> tags)
    {
        EntityWriter self = this;
        Objects("tags", tags, tag =>
        {
            self.Text("key", tag.Key);
            self.Text("value", tag.Value);
        });
    }

    public void Policies(string name, ValueList<NamedPolicy> policies)
    {
        EntityWriter self = this;
        Objects(name, policies, policy =>
        {
            self.Text("name", policy.Name);
            self.Document("document", policy.Document);
        });
    }

    public void Objects<T>(string name, IReadOnlyCollection<T> values, Action<T> write)
    {
        Utf8JsonWriter target = json;
        List(name, values, value =>
        {
            target.WriteStartObject();
            write(value);
            target.WriteEndObject();
        });
    }

    public void Object(string name, Action write)
    {
        json.WriteStartObject(name);
        write();
        json.WriteEndObject();
    }

    private void Item(string value) => json.WriteStringValue(value);

    private void List<T>(string name, IEnumerable<T> values, Action<T> write)
    {
        T[] items = [.. values];
        if (items.Length == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        Array.ForEach(items, write);
        json.WriteEndArray();
    }
}
