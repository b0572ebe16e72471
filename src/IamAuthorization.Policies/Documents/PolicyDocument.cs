using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>
/// A policy document, parsed once into an immutable tree. Two documents are equal when they say the same in the same
/// order; white space, member order and the choice between a single value and a list of one do not count.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the IAM
/// JSON policy language</see>
/// </remarks>
public sealed class PolicyDocument : IEquatable<PolicyDocument>
{
    internal PolicyDocument(
        PolicyVersion version, string? id, ImmutableArray<PolicyStatement> statements, string? text = null)
    {
        Version = version;
        Id = id;
        Statements = statements;
        Text = text;
    }

    /// <summary>The language version.</summary>
    public PolicyVersion Version { get; }

    /// <summary>The optional label of the document; it has no effect on decisions.</summary>
    public string? Id { get; }

    /// <summary>The statements in the order written; at least one.</summary>
    public ImmutableArray<PolicyStatement> Statements { get; }

    /// <summary>
    /// The JSON it was read from, white space included, or <see langword="null"/> unless
    /// <see cref="PolicyReadOptions.KeepsText"/> asked for it. It has no part in equality.
    /// </summary>
    public string? Text { get; }

    /// <summary>Reads a document, or throws when it is none.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="kind">What the document is used as.</param>
    /// <param name="options">How strictly; <see langword="null"/> for the defaults.</param>
    /// <returns>The document.</returns>
    /// <exception cref="PolicyFormatException">
    /// The text is no document of that kind. The message is of the first error; the exception carries all findings.
    /// </exception>
    public static PolicyDocument Parse(string text, PolicyKind kind, PolicyReadOptions? options = null)
    {
        PolicyReadResult result = PolicyReader.Read(text, kind, options);
        return result.Document ?? throw new PolicyFormatException(result);
    }

    /// <inheritdoc/>
    public bool Equals(PolicyDocument? other) =>
        other is not null
        && Version == other.Version
        && string.Equals(Id, other.Id, StringComparison.Ordinal)
        && Statements.AsSpan().SequenceEqual(other.Statements.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PolicyDocument);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, Id, Statements.Length);
}
