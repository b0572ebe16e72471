using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IamAuthorization.Accounts;

/// <summary>
/// Entities as JSON, for stores that keep text and for the change log. What is written reads back as an equal entity;
/// documents are kept as they were written. Members that a newer version wrote are refused, not dropped.
/// </summary>
internal static class EntityJson
{
    /// <summary>The member that holds the unique id of a user, group, role or managed policy.</summary>
    public const string UniqueIdName = "id";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Writes an entity whole, secrets in their encrypted form included.</summary>
    public static string Write(IamEntity entity) => Write(entity, withSecrets: true);

    /// <summary>Writes an entity for those who read the log: no secret, in no form.</summary>
    public static string WriteWithoutSecrets(IamEntity entity) => Write(entity, withSecrets: false);

    /// <summary>Reads what <see cref="Write(IamEntity)"/> wrote.</summary>
    /// <exception cref="UnreadablePolicyException">The text is no entity of that kind.</exception>
    public static IamEntity Read(IamEntityKey key, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Reading);
            var reader = new EntityReader(document.RootElement);
            IamEntity entity = Read(key.Kind, reader);
            reader.RefuseOthers();
            return entity.Key == key
                ? entity
                : throw new FormatException($"it is `{entity.Key}`");
        }
        catch (Exception exception) when (
            exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException
                or ArgumentException or Policies.PolicyFormatException)
        {
            throw new UnreadablePolicyException(key.ToString(), exception.Message, exception);
        }
    }

    /// <summary>The unique id in what was written, or null when an entity of its kind has none.</summary>
    public static string? UniqueIdIn(string text)
    {
        using var document = JsonDocument.Parse(text, Reading);
        return document.RootElement.TryGetProperty(UniqueIdName, out JsonElement id) ? id.GetString() : null;
    }

    private static string Write(IamEntity entity, bool withSecrets)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            Write(new EntityWriter(json, withSecrets), entity);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(EntityWriter writer, IamEntity entity)
    {
        switch (entity)
        {
            case IamAccount account: PrincipalJson.Write(writer, account); break;
            case IamUser user: PrincipalJson.Write(writer, user); break;
            case IamGroup group: PrincipalJson.Write(writer, group); break;
            case IamRole role: PrincipalJson.Write(writer, role); break;
            case ManagedPolicy policy: PolicyJson.Write(writer, policy); break;
            case ManagedPolicyVersion version: PolicyJson.Write(writer, version); break;
            case ResourcePolicy policy: PolicyJson.Write(writer, policy); break;
            case Organization organization: OrganizationJson.Write(writer, organization); break;
            case SessionRevocation revocation: CredentialJson.Write(writer, revocation); break;
            case AccessKey key: CredentialJson.Write(writer, key); break;
            case LoginProfile profile: CredentialJson.Write(writer, profile); break;
            case MfaDevice device: CredentialJson.Write(writer, device); break;
            case OidcProvider provider: ProviderJson.Write(writer, provider); break;
            case SamlProvider provider: ProviderJson.Write(writer, provider); break;
            case AccountAlias alias: PrincipalJson.Write(writer, alias); break;
            default: throw new ArgumentException($"`{entity.GetType()}` is not known.", nameof(entity));
        }
    }

    private static IamEntity Read(IamEntityKind kind, EntityReader reader) => kind switch
    {
        IamEntityKind.Account => PrincipalJson.ReadAccount(reader),
        IamEntityKind.User => PrincipalJson.ReadUser(reader),
        IamEntityKind.Group => PrincipalJson.ReadGroup(reader),
        IamEntityKind.Role => PrincipalJson.ReadRole(reader),
        IamEntityKind.ManagedPolicy => PolicyJson.ReadManagedPolicy(reader),
        IamEntityKind.ManagedPolicyVersion => PolicyJson.ReadVersion(reader),
        IamEntityKind.ResourcePolicy => PolicyJson.ReadResourcePolicy(reader),
        IamEntityKind.Organization => OrganizationJson.Read(reader),
        IamEntityKind.SessionRevocation => CredentialJson.ReadRevocation(reader),
        IamEntityKind.AccessKey => CredentialJson.ReadAccessKey(reader),
        IamEntityKind.LoginProfile => CredentialJson.ReadLoginProfile(reader),
        IamEntityKind.MfaDevice => CredentialJson.ReadMfaDevice(reader),
        IamEntityKind.OidcProvider => ProviderJson.ReadOidc(reader),
        IamEntityKind.SamlProvider => ProviderJson.ReadSaml(reader),
        IamEntityKind.AccountAlias => PrincipalJson.ReadAlias(reader),
        _ => throw new FormatException($"`{kind}` is no kind of entity"),
    };
}
