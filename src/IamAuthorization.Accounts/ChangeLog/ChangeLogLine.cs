using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace IamAuthorization.Accounts;

/// <summary>One entry of the change log as a line of a file.</summary>
internal static class ChangeLogLine
{
    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>The entry with its line feed.</summary>
    public static ReadOnlyMemory<byte> Of(ChangeLogEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            ChangeLogChain.Write(json, entry, withHash: true);
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is not byte by byte as it would be written.</exception>
    public static ChangeLogEntry Parse(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line, Reading);
        var reader = new EntityReader(document.RootElement);
        var entry = new ChangeLogEntry
        {
            AccountId = reader.RequiredText("account"),
            Sequence = reader.Number("sequence"),
            Revision = reader.Number("revision"),
            At = DateTimeOffset.ParseExact(
                reader.RequiredText("at"),
                ChangeLogChain.InstantFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal),
            Action = reader.RequiredText("action"),
            Origin = reader.Object("origin", ReadOrigin) ?? throw new FormatException("`origin` is missing"),
            Changes = reader.Objects("changes", ReadChange),
            PreviousHash = reader.RequiredText("previousHash"),
            Hash = reader.RequiredText("hash"),
        };

        // WHY: white space, escapes and members in another order would be read alike, and yet be changes.
        return Of(entry).Span.SequenceEqual(line.Span)
            ? entry
            : throw new FormatException("it is not written as entries are");
    }

    private static IamChangeOrigin ReadOrigin(EntityReader reader) => new()
    {
        PrincipalArn = reader.Text("principal"),
        PrincipalId = reader.Text("principalId"),
        AccessKeyId = reader.Text("accessKeyId"),
        SourceAddress = reader.Text("sourceAddress"),
        UserAgent = reader.Text("userAgent"),
        RequestId = reader.Text("requestId"),
    };

    private static EntityChange ReadChange(EntityReader reader) => new(
        IamEntityKey.Restore(
            Enum.Parse<IamEntityKind>(reader.RequiredText("kind")),
            reader.RequiredText("account"),
            reader.RequiredText("name")),
        reader.JsonObject("before"),
        reader.JsonObject("after"));
}
