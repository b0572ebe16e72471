using System.Globalization;
using System.Xml;

namespace IamAuthorization.Accounts;

/// <summary>Reads of a SAML metadata document what the books need, and refuses what is none.</summary>
internal static class SamlMetadata
{
    private const int LengthMin = 1_000;
    private const int LengthMax = 10_000_000;
    private const string Namespace = "urn:oasis:names:tc:SAML:2.0:metadata";

    // WHY: no external entity and no document type: metadata come from others.
    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LengthMax,
    };

    /// <summary>Until when the metadata count, or null when they do not say.</summary>
    public static DateTimeOffset? ValidUntilOf(string metadata)
    {
        Parameters.CheckLength("sAMLMetadataDocument", metadata, LengthMin, LengthMax);
        try
        {
            using var reader = XmlReader.Create(new StringReader(metadata), Reading);
            reader.MoveToContent();
            string? until = reader.GetAttribute("validUntil");
            bool isMetadata = reader.LocalName is "EntityDescriptor"
                && string.Equals(reader.NamespaceURI, Namespace, StringComparison.Ordinal);
            while (reader.Read())
            {
                // WHY read on: metadata that end in the middle are none.
            }

            return !isMetadata ? throw Invalid()
                : until is null ? null
                : DateTimeOffset.Parse(
                    until,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        }
        catch (Exception exception) when (exception is XmlException or FormatException)
        {
            throw Invalid(exception);
        }
    }

    private static IamException Invalid(Exception? cause = null) =>
        new(IamErrorCodes.InvalidInput, "Could not parse metadata", cause);
}
