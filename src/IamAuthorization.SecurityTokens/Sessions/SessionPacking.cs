using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// The compact form of a session's policies and tags: one byte version, four bytes length, and the compressed rest.
/// Equal sessions have equal forms.
/// </summary>
internal static class SessionPacking
{
    /// <summary>
    /// The most bytes before compression, held when packing and unpacking: no form, however small, makes the reader
    /// take more memory.
    /// </summary>
    public const int UnpackedSizeMax = 262_144;

    private const byte Version = 1;
    private const int HeaderSize = 5;

    // WHY: 9 of 11. The last two levels search for 20 times as long to save some bytes in a hundred.
    private const int Quality = 9;
    private const int WindowBits = 18;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly PolicyReadOptions AsStored = new() { Gate = PolicyGate.Stored, Quotas = null };

    /// <summary>Packs; the form counts against <see cref="IamSecurityTokenOptions.PackedPolicySizeMax"/>.</summary>
    /// <exception cref="ArgumentException">The session holds more than <see cref="UnpackedSizeMax"/>.</exception>
    public static byte[] Pack(IamSession session) => TryPack(session, out byte[]? packed)
        ? packed
        : throw new ArgumentException(
            $"The policies and tags of the session take more than {UnpackedSizeMax} bytes.", nameof(session));

    /// <summary>Packs, unless the session holds more than <see cref="UnpackedSizeMax"/>.</summary>
    public static bool TryPack(IamSession session, [NotNullWhen(true)] out byte[]? packed)
    {
        ArgumentNullException.ThrowIfNull(session);
        ReadOnlySpan<byte> content = Write(session);
        packed = content.Length <= UnpackedSizeMax ? Compress(content) : null;
        return packed is not null;
    }

    /// <summary>Reads what <see cref="Pack"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are nothing that <see cref="Pack"/> writes.</exception>
    public static SessionContent Unpack(ReadOnlySpan<byte> packed)
    {
        byte[] content = Decompress(packed);
        using var reader = new BinaryReader(new MemoryStream(content), Utf8);
        try
        {
            SessionContent session = Read(reader);
            return reader.BaseStream.Position == content.Length
                ? session
                : throw new InvalidDataException("The packed session goes on after its end.");
        }
        catch (Exception exception) when (exception is IOException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The packed session cannot be read.", exception);
        }
    }

    private static ReadOnlySpan<byte> Write(IamSession session)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Utf8);
        WriteTexts(writer, session.Policies.Select(policy => PolicyWriter.Write(policy)));
        WriteTexts(writer, session.PolicyArns);
        writer.Write(session.IncludesRoleTags);
        writer.Write7BitEncodedInt(session.Tags.Count);
        foreach ((string key, string value) in session.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            writer.Write(key);
            writer.Write(value);
            writer.Write(session.TransitiveTagKeys.Contains(key, StringComparer.OrdinalIgnoreCase));
        }

        writer.Flush();
        return stream.ToArray();
    }

    private static SessionContent Read(BinaryReader reader)
    {
        ImmutableArray<PolicyDocument> policies = [.. ReadTexts(reader).Select(Document)];
        ImmutableArray<string> arns = [.. ReadTexts(reader)];
        bool includesRoleTags = ReadBoolean(reader);
        var tags = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        var transitive = ImmutableArray.CreateBuilder<string>();
        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            string key = reader.ReadString();
            tags.Add(KeyValuePair.Create(key, reader.ReadString()));
            if (ReadBoolean(reader))
            {
                transitive.Add(key);
            }
        }

        return new SessionContent
        {
            Policies = policies,
            PolicyArns = arns,
            Tags = tags.ToImmutable(),
            IncludesRoleTags = includesRoleTags,
            TransitiveTagKeys = transitive.ToImmutable(),
        };
    }

    private static void WriteTexts(BinaryWriter writer, IEnumerable<string> texts)
    {
        string[] all = [.. texts];
        writer.Write7BitEncodedInt(all.Length);
        foreach (string text in all)
        {
            writer.Write(text);
        }
    }

    private static List<string> ReadTexts(BinaryReader reader)
    {
        var texts = new List<string>();
        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            texts.Add(reader.ReadString());
        }

        return texts;
    }

    private static bool ReadBoolean(BinaryReader reader) => reader.ReadByte() switch
    {
        0 => false,
        1 => true,
        _ => throw new FormatException("A flag is neither 0 nor 1."),
    };

    private static PolicyDocument Document(string text)
    {
        PolicyReadResult result = PolicyReader.Read(text, PolicyKind.Session, AsStored);
        return result.Document ?? throw new FormatException(result.Error!.Message);
    }

    private static byte[] Compress(ReadOnlySpan<byte> content)
    {
        byte[] packed = new byte[HeaderSize + BrotliEncoder.GetMaxCompressedLength(content.Length)];
        packed[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), content.Length);
        bool isPacked = BrotliEncoder.TryCompress(
            content, packed.AsSpan(HeaderSize), out int size, Quality, WindowBits);
        return isPacked
            ? packed[..(HeaderSize + size)]
            : throw new InvalidOperationException("The session does not fit where every content must fit.");
    }

    private static byte[] Decompress(ReadOnlySpan<byte> packed)
    {
        if (packed.Length < HeaderSize || packed[0] != Version)
        {
            throw new InvalidDataException($"The packed session is not of version {Version}.");
        }

        int size = BinaryPrimitives.ReadInt32LittleEndian(packed[1..]);
        if (size is < 0 or > UnpackedSizeMax)
        {
            throw new InvalidDataException($"The packed session holds more than {UnpackedSizeMax} bytes.");
        }

        byte[] content = new byte[size];
        ReadOnlySpan<byte> compressed = packed[HeaderSize..];
        using var decoder = default(BrotliDecoder);
        OperationStatus status = decoder.Decompress(compressed, content, out int consumed, out int written);
        bool isWhole = status == OperationStatus.Done && consumed == compressed.Length && written == size;
        return isWhole
            ? content
            : throw new InvalidDataException("The packed session is not as long as it says.");
    }
}
