using System.Globalization;
using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Reads the members of one JSON object, and knows which of them nobody asked for.</summary>
internal sealed class EntityReader(JsonElement json)
{
    private static readonly PolicyReadOptions Stored = new() { Gate = PolicyGate.Stored, KeepsText = true };

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public string? Text(string name) => Find(name)?.GetString();

    public string RequiredText(string name) => Text(name) ?? throw new FormatException($"`{name}` is missing");

    public Arn Arn(string name) => Policies.Arn.Parse(RequiredText(name));

    public Arn? OptionalArn(string name) => Text(name) is { } text ? Policies.Arn.Parse(text) : null;

    public long Number(string name) => Find(name)?.GetInt64() ?? 0;

    public int Integer(string name) => Find(name)?.GetInt32() ?? 0;

    public bool Flag(string name) => Find(name)?.GetBoolean() ?? false;

    public DateTimeOffset? Instant(string name) => Text(name) is { } text
        ? DateTimeOffset.ParseExact(
            text, EntityWriter.InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : null;

    public DateTimeOffset RequiredInstant(string name) =>
        Instant(name) ?? throw new FormatException($"`{name}` is missing");

    public PolicyDocument Document(string name, PolicyKind kind) =>
        PolicyDocument.Parse(RequiredText(name), kind, Stored);

    public ValueList<string> Texts(string name) =>
        [.. Items(name).Select(item => item.GetString() ?? throw new FormatException($"`{name}` holds null"))];

    public ValueList<Arn> Arns(string name) => [.. Texts(name).Select(Policies.Arn.Parse)];

    public ValueList<IamTag> Tags() =>
        Objects("tags", tag => new IamTag(tag.RequiredText("key"), tag.RequiredText("value")));

    public ValueList<NamedPolicy> NamedPolicies(string name, PolicyKind kind) =>
        Objects(name, policy => new NamedPolicy(policy.RequiredText("name"), policy.Document("document", kind)));

    public ValueList<T> Objects<T>(string name, Func<EntityReader, T> read) =>
        [.. Items(name).Select(item => ReadWhole(item, read))];

    public T? Object<T>(string name, Func<EntityReader, T> read)
        where T : class => Find(name) is { } value ? ReadWhole(value, read) : null;

    /// <summary>An object as it is written, of which nothing is read.</summary>
    public string? JsonObject(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => value.GetRawText(),
        _ => throw new FormatException($"`{name}` is no object"),
    };

    /// <summary>
    /// A member that is not known was written by a newer version, and may restrict what this one allows.
    /// </summary>
    public void RefuseOthers()
    {
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (!_read.Contains(member.Name))
            {
                throw new FormatException($"the member `{member.Name}` is not known");
            }
        }
    }

    private static T ReadWhole<T>(JsonElement item, Func<EntityReader, T> read)
    {
        var reader = new EntityReader(item);
        T value = read(reader);
        reader.RefuseOthers();
        return value;
    }

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return json.TryGetProperty(name, out JsonElement value) ? value : null;
    }

    private JsonElement.ArrayEnumerator Items(string name) => Find(name)?.EnumerateArray() ?? default;
}
