using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>What a text must be to be stored as a policy. It is kept and given back as it was written.</summary>
internal sealed class DocumentRules(AccountBooks books)
{
    public PolicyDocument Read(string text, PolicyKind kind, Arn? attachedResource = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        PolicyReadResult result = PolicyReader.Read(
            text,
            kind,
            new PolicyReadOptions
            {
                Gate = PolicyGate.Save,
                Quotas = books.Quotas.ToPolicyQuotas(),
                Partition = books.Partition,
                KeepsText = true,
                IsApiParameter = true,
                AttachedResource = attachedResource,
            });
        return result.Document ?? throw IamErrors.Document(result.Error!);
    }

    /// <summary>A document that was read before, with another text.</summary>
    public static PolicyDocument Reread(string text, PolicyKind kind) => PolicyDocument.Parse(
        text, kind, new PolicyReadOptions { Gate = PolicyGate.Stored, Quotas = null, KeepsText = true });

    public static string TextOf(PolicyDocument document) => document.Text ?? PolicyWriter.Write(document);

    /// <summary>PL-71: the characters but for white space outside strings.</summary>
    public static int SizeOf(PolicyDocument document) => PolicyQuotas.SizeOf(TextOf(document));
}
