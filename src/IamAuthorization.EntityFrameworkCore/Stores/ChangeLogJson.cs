using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IamAuthorization.Accounts;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>Entries of the change log as the JSON that their rows keep.</summary>
internal static class ChangeLogJson
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ChangeLogEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            ChangeLogChain.Write(json, entry, withHash: true);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="IamStoreUnavailableException">The text is no entry.</exception>
    public static ChangeLogEntry Read(ChangeRow row)
    {
        try
        {
            using var document = JsonDocument.Parse(row.Body);
            ChangeLogEntry entry = Read(document.RootElement);
            return IsSame(row, entry)
                ? entry
                : throw new FormatException("its columns do not say what its body says");
        }
        catch (Exception exception) when (
            exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException
                or ArgumentException)
        {
            throw new IamStoreUnavailableException(
                $"The change log's entry of revision {row.Revision} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Columns are searched by, so one that was altered would hide or forge an entry.</summary>
    private static bool IsSame(ChangeRow row, ChangeLogEntry entry) =>
        row.Revision == entry.Revision
        && row.Sequence == entry.Sequence
        && row.At == entry.At.ToUnixTimeMilliseconds()
        && string.Equals(row.AccountId, entry.AccountId, StringComparison.Ordinal)
        && string.Equals(row.Action, entry.Action, StringComparison.Ordinal)
        && string.Equals(row.PrincipalArn, entry.Origin.PrincipalArn, StringComparison.Ordinal)
        && string.Equals(row.PreviousHash, entry.PreviousHash, StringComparison.Ordinal)
        && string.Equals(row.Hash, entry.Hash, StringComparison.Ordinal);

    private static ChangeLogEntry Read(JsonElement json) => new()
    {
        AccountId = Required(json, "account"),
        Sequence = json.GetProperty("sequence").GetInt64(),
        Revision = json.GetProperty("revision").GetInt64(),
        At = DateTimeOffset.Parse(Required(json, "at"), CultureInfo.InvariantCulture),
        Action = Required(json, "action"),
        Origin = ReadOrigin(json.GetProperty("origin")),
        Changes = [.. json.GetProperty("changes").EnumerateArray().Select(ReadChange)],
        PreviousHash = Required(json, "previousHash"),
        Hash = Required(json, "hash"),
    };

    private static IamChangeOrigin ReadOrigin(JsonElement json) => new()
    {
        PrincipalArn = Optional(json, "principal"),
        PrincipalId = Optional(json, "principalId"),
        AccessKeyId = Optional(json, "accessKeyId"),
        SourceAddress = Optional(json, "sourceAddress"),
        UserAgent = Optional(json, "userAgent"),
        RequestId = Optional(json, "requestId"),
    };

    private static EntityChange ReadChange(JsonElement json) => new(
        IamEntityKey.Restore(
            Enum.Parse<IamEntityKind>(Required(json, "kind")), Required(json, "account"), Required(json, "name")),
        Optional(json, "before"),
        Optional(json, "after"));

    private static string Required(JsonElement json, string name) =>
        Optional(json, name) ?? throw new FormatException($"`{name}` is missing");

    private static string? Optional(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
