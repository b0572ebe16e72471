using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace IamAuthorization.Accounts;

/// <summary>Makes the entries of the change log, each with the hash of the one before.</summary>
internal static class ChangeLogChain
{
    /// <summary>What stands in the first entry of an account for the hash of the one before.</summary>
    public static string Zero { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The entry of a commit.</summary>
    /// <param name="head">The newest entry of the account, or null when there is none.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="revision">The revision it makes.</param>
    /// <param name="now">When.</param>
    /// <param name="changes">What really changes.</param>
    public static ChangeLogEntry Next(
        ChangeLogEntry? head,
        IamCommit commit,
        long revision,
        DateTimeOffset now,
        IEnumerable<(IamEntityKey Key, IamEntity? Before, IamEntity? After)> changes)
    {
        var entry = new ChangeLogEntry
        {
            AccountId = commit.AccountId,
            Sequence = (head?.Sequence ?? 0) + 1,
            Revision = revision,
            At = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            Origin = commit.Origin,
            Action = commit.Action,
            Changes =
            [
                .. changes
                    .OrderBy(change => change.Key, KeyOrder.Instance)
                    .Select(change => new EntityChange(
                        change.Key,
                        change.Before is null ? null : EntityJson.WriteWithoutSecrets(change.Before),
                        change.After is null ? null : EntityJson.WriteWithoutSecrets(change.After))),
            ],
            PreviousHash = head?.Hash ?? Zero,
            Hash = string.Empty,
        };
        return entry with { Hash = HashOf(entry) };
    }

    /// <summary>The SHA-256 of the canonical form of all but <see cref="ChangeLogEntry.Hash"/>.</summary>
    public static string HashOf(ChangeLogEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, entry, withHash: false);
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    /// <summary>Writes an entry as one JSON object; the members stand in a fixed order.</summary>
    public static void Write(Utf8JsonWriter json, ChangeLogEntry entry, bool withHash)
    {
        json.WriteStartObject();
        json.WriteString("account", entry.AccountId);
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteNumber("revision", entry.Revision);
        json.WriteString("at", entry.At.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture));
        json.WriteString("action", entry.Action);
        json.WriteStartObject("origin");
        WriteIfAny(json, "principal", entry.Origin.PrincipalArn);
        WriteIfAny(json, "principalId", entry.Origin.PrincipalId);
        WriteIfAny(json, "accessKeyId", entry.Origin.AccessKeyId);
        WriteIfAny(json, "sourceAddress", entry.Origin.SourceAddress);
        WriteIfAny(json, "userAgent", entry.Origin.UserAgent);
        WriteIfAny(json, "requestId", entry.Origin.RequestId);
        json.WriteEndObject();
        json.WriteStartArray("changes");
        foreach (EntityChange change in entry.Changes)
        {
            json.WriteStartObject();
            json.WriteString("kind", change.Key.Kind.ToString());
            json.WriteString("account", change.Key.AccountId);
            json.WriteString("name", change.Key.Name);
            WriteJsonIfAny(json, "before", change.Before);
            WriteJsonIfAny(json, "after", change.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("previousHash", entry.PreviousHash);
        if (withHash)
        {
            json.WriteString("hash", entry.Hash);
        }

        json.WriteEndObject();
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>The JSON as it is, so that the log can be searched like any other.</summary>
    private static void WriteJsonIfAny(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(text);
        }
    }
}
