namespace IamAuthorization.Policies.Reference;

/// <summary>A document as text, under a name.</summary>
public sealed record Document(string Name, string Text);

/// <summary>Every document that bears on a question (evaluation.md §1), as text. What is null is not there.</summary>
public sealed record ApplicableDocuments
{
    /// <summary>The identity policies.</summary>
    public IReadOnlyList<Document>? Identity { get; init; }

    /// <summary>The permissions boundary; several count as one.</summary>
    public IReadOnlyList<Document>? Boundary { get; init; }

    /// <summary>The session policies.</summary>
    public IReadOnlyList<Document>? Session { get; init; }

    /// <summary>The resource's policy, or the role's trust policy.</summary>
    public Document? Resource { get; init; }

    /// <summary>The service control policies by level.</summary>
    public IReadOnlyList<IReadOnlyList<Document>> ServiceControl { get; init; } = [];

    /// <summary>The resource control policies by level, without the built-in full access (EV-25).</summary>
    public IReadOnlyList<IReadOnlyList<Document>> ResourceControl { get; init; } = [];

    /// <summary>Whether <see cref="Resource"/> is a trust policy.</summary>
    public bool IsTrust { get; init; }
}
