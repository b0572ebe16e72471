namespace IamAuthorization.Policies;

/// <summary>A document compiled once per version: immutable and shared among all who have it.</summary>
public sealed class CompiledPolicy
{
    /// <summary>Compiles a document.</summary>
    /// <param name="name">The name that decisions and explanations use, for example the policy's ARN.</param>
    /// <param name="document">The document.</param>
    public CompiledPolicy(string name, PolicyDocument document)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(document);
        Name = name;
        Document = document;
        bool hasVariables = document.Version == PolicyVersion.V20121017;
        Statements =
        [
            .. document.Statements.Select(
                (statement, index) => new CompiledStatement(name, index, statement, hasVariables)),
        ];
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The document.</summary>
    public PolicyDocument Document { get; }

    internal CompiledStatement[] Statements { get; }
}
