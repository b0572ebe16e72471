using System.Text.Json;
using System.Text.Json.Serialization;

namespace IamAuthorization.SecurityTokens;

/// <summary>The JSON form of a stored key. Version 1 stays readable.</summary>
[JsonSerializable(typeof(SigningKeyFileContent))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
internal sealed partial class SigningKeyFile : JsonSerializerContext
{
    private const int Version = 1;

    public static byte[] Write(StoredSigningKey key) => JsonSerializer.SerializeToUtf8Bytes(
        new SigningKeyFileContent
        {
            Version = Version,
            KeyId = key.KeyId,
            CreatedAt = key.CreatedAt,
            ActivatesAt = key.ActivatesAt,
            ProtectedKey = key.ProtectedKey,
        },
        Default.SigningKeyFileContent);

    /// <exception cref="JsonException">The bytes are no key of a version this program knows.</exception>
    public static StoredSigningKey Read(ReadOnlySpan<byte> json)
    {
        SigningKeyFileContent content = ReadContent(json)
            ?? throw new JsonException("There is null where a key should be.");
        return content.Version == Version
            ? new StoredSigningKey
            {
                KeyId = content.KeyId,
                CreatedAt = content.CreatedAt,
                ActivatesAt = content.ActivatesAt,
                ProtectedKey = content.ProtectedKey,
            }
            : throw new JsonException($"The version is {content.Version}; this program reads version {Version}.");
    }

    // WHY: the serializer's own message changes with the culture of the machine, and an operator searches for ours.
    private static SigningKeyFileContent? ReadContent(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.SigningKeyFileContent);
        }
        catch (JsonException cause)
        {
            throw new JsonException(
                "It is not the JSON of a key, with version, keyId, createdAt, activatesAt and protectedKey, at line "
                + $"{cause.LineNumber + 1}, byte {cause.BytePositionInLine + 1}.",
                cause);
        }
    }
}
