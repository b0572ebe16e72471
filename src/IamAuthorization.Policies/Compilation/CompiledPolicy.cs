namespace IamAuthorization.Policies;

/// <summary>A document compiled once per version: immutable and shared among all who have it.</summary>
public sealed class CompiledPolicy
{
    /// <summary>Compiles a document.</summary>
    /// <param name="name">The name that decisions and explanations use, for example the policy's ARN.</param>
    /// <param name="document">The document.</param>
    public CompiledPolicy(string name, PolicyDocument document)
    {
        Name = name;
        Document = document;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The document.</summary>
    public PolicyDocument Document { get; }
}
