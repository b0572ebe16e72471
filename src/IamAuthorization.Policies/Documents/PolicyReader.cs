namespace IamAuthorization.Policies;

/// <summary>The one parser of policy documents.</summary>
public static class PolicyReader
{
    /// <summary>Reads a document.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="kind">What the document is used as.</param>
    /// <param name="options">How strictly; <see langword="null"/> for the defaults.</param>
    /// <returns>The document or an error, and all findings.</returns>
    public static PolicyReadResult Read(string text, PolicyKind kind, PolicyReadOptions? options = null) =>
        throw new NotSupportedException();
}
