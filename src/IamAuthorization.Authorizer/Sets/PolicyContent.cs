using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>What makes two compiled policies the same: their name and what their documents say.</summary>
internal sealed class PolicyContent(string name, PolicyDocument document) : IEquatable<PolicyContent>
{
    private readonly string _name = name;
    private readonly PolicyDocument _document = document;
    private readonly int _hash = HashOf(name, document);

    public bool Equals(PolicyContent? other) =>
        other is not null
        && _hash == other._hash
        && string.Equals(_name, other._name, StringComparison.Ordinal)
        && _document.Equals(other._document);

    public override bool Equals(object? obj) => Equals(obj as PolicyContent);

    public override int GetHashCode() => _hash;

    // WHY: a document's own hash takes in its size only; many documents of one size would share a bucket.
    private static int HashOf(string name, PolicyDocument document)
    {
        var hash = default(HashCode);
        hash.Add(name, StringComparer.Ordinal);
        hash.Add(document);
        foreach (PolicyStatement statement in document.Statements)
        {
            foreach (string text in statement.Actions.Concat(statement.Resources ?? []))
            {
                hash.Add(text, StringComparer.Ordinal);
            }
        }

        return hash.ToHashCode();
    }
}
