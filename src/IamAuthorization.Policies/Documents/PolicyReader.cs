namespace IamAuthorization.Policies;

/// <summary>The one parser of policy documents.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the IAM
/// JSON policy language</see>
/// </remarks>
public static class PolicyReader
{
    /// <summary>Reads a document.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="kind">What the document is used as.</param>
    /// <param name="options">How strictly; <see langword="null"/> for the defaults.</param>
    /// <returns>The document or an error, and all findings.</returns>
    /// <exception cref="ArgumentNullException">The text is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of <see cref="PolicyKind"/>.</exception>
    public static PolicyReadResult Read(string text, PolicyKind kind, PolicyReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "This is no kind of policy.");
        }

        var findings = new FindingCollector(kind);
        options ??= PolicyReadOptions.Default;
        if (!SizeChecks.IsReadable(text, options, findings))
        {
            return new PolicyReadResult(document: null, findings.Error, findings.InTextOrder(utf8: default));
        }

        using var tree = new DocumentTree(text.Length);
        DocumentSource? source = Check(text, tree, kind, options, findings);
        PolicyDocument? document = findings.Error is null ? source?.ToDocument(options.KeepsText ? text : null) : null;
        return new PolicyReadResult(document, findings.Error, findings.InTextOrder(tree.Utf8));
    }

    private static DocumentSource? Check(
        string text, DocumentTree tree, PolicyKind kind, PolicyReadOptions options, FindingCollector findings)
    {
        if (DocumentTextReader.Read(text, tree) is { } problem)
        {
            findings.RefuseText(problem);
            return null;
        }

        DocumentSource? source = StructureReader.Read(tree, kind, findings);
        if (source is not null && options.Gate == PolicyGate.Save)
        {
            if (options.Quotas is not null)
            {
                SizeChecks.CheckQuota(text, tree.Root, kind, options.Quotas, findings);
            }

            new ContentGate(kind, options, findings).Check(source);
        }

        return source;
    }
}
