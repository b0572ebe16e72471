namespace IamAuthorization.Policies;

/// <summary>Writes documents as JSON that reads back as the same document.</summary>
public static class PolicyWriter
{
    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="indented">Whether to break lines. The default is compact.</param>
    /// <returns>The JSON text.</returns>
    public static string Write(PolicyDocument document, bool indented = false) => throw new NotSupportedException();
}
