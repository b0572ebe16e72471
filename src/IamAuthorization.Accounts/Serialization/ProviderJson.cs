namespace IamAuthorization.Accounts;

/// <summary>Identity providers as JSON.</summary>
internal static class ProviderJson
{
    public static void Write(EntityWriter writer, OidcProvider provider)
    {
        writer.Arn("arn", provider.Arn);
        writer.Texts("clients", provider.ClientIds);
        writer.Texts("thumbprints", provider.Thumbprints);
        writer.Instant("created", provider.CreatedAt);
        writer.Tags(provider.Tags);
    }

    public static OidcProvider ReadOidc(EntityReader reader) => new()
    {
        Arn = reader.Arn("arn"),
        ClientIds = reader.Texts("clients"),
        Thumbprints = reader.Texts("thumbprints"),
        CreatedAt = reader.Instant("created"),
        Tags = reader.Tags(),
    };

    public static void Write(EntityWriter writer, SamlProvider provider)
    {
        writer.Arn("arn", provider.Arn);
        writer.Text("metadata", provider.Metadata);
        writer.Instant("created", provider.CreatedAt);
        writer.Instant("validUntil", provider.ValidUntil);
        writer.Tags(provider.Tags);
    }

    public static SamlProvider ReadSaml(EntityReader reader) => new()
    {
        Arn = reader.Arn("arn"),
        Metadata = reader.RequiredText("metadata"),
        CreatedAt = reader.Instant("created"),
        ValidUntil = reader.Instant("validUntil"),
        Tags = reader.Tags(),
    };
}
