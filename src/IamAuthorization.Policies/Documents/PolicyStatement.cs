using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>One statement of a policy document, as parsed: immutable, in the order written.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">IAM JSON policy
/// elements reference</see>
/// </remarks>
public sealed class PolicyStatement : IEquatable<PolicyStatement>
{
    // WHY: an ImmutableArray without array is null here, which takes half the room of a Nullable.
    private readonly ImmutableArray<PolicyPrincipal> _principals;
    private readonly ImmutableArray<string> _resources;

    internal PolicyStatement()
    {
    }

    /// <summary>The optional label of the statement.</summary>
    public string? Sid { get; internal init; }

    /// <summary>Whether the statement allows or denies.</summary>
    public required PolicyEffect Effect { get; init; }

    /// <summary>The entries of Principal or NotPrincipal; <see langword="null"/> when it has neither.</summary>
    public ImmutableArray<PolicyPrincipal>? Principals
    {
        get => _principals.IsDefault ? null : _principals;
        internal init => _principals = value ?? default;
    }

    /// <summary>Whether <see cref="Principals"/> came from NotPrincipal.</summary>
    public bool IsNotPrincipal { get; internal init; }

    /// <summary>The entries of Action or NotAction.</summary>
    public required ImmutableArray<string> Actions { get; init; }

    /// <summary>Whether <see cref="Actions"/> came from NotAction.</summary>
    public bool IsNotAction { get; internal init; }

    /// <summary>
    /// The entries of Resource or NotResource; <see langword="null"/> when it has neither, which means the resource
    /// the policy is attached to.
    /// </summary>
    public ImmutableArray<string>? Resources
    {
        get => _resources.IsDefault ? null : _resources;
        internal init => _resources = value ?? default;
    }

    /// <summary>Whether <see cref="Resources"/> came from NotResource.</summary>
    public bool IsNotResource { get; internal init; }

    /// <summary>The condition tests, all of which must be true; empty when there is no condition.</summary>
    public ImmutableArray<PolicyCondition> Conditions { get; internal init; } = [];

    /// <summary>Where the statement's opening brace stands in the text it was read from.</summary>
    public TextPosition Start { get; internal init; }

    /// <summary>Where the statement's closing brace stands in the text it was read from.</summary>
    public TextPosition End { get; internal init; }

    /// <summary>Whether both say the same. Positions in the text do not count.</summary>
    /// <param name="other">The other statement.</param>
    /// <returns>Whether all elements are equal.</returns>
    public bool Equals(PolicyStatement? other) =>
        other is not null
        && string.Equals(Sid, other.Sid, StringComparison.Ordinal)
        && Effect == other.Effect
        && IsNotPrincipal == other.IsNotPrincipal
        && IsNotAction == other.IsNotAction
        && IsNotResource == other.IsNotResource
        && Same(Principals, other.Principals)
        && Actions.AsSpan().SequenceEqual(other.Actions.AsSpan())
        && Same(Resources, other.Resources)
        && Conditions.AsSpan().SequenceEqual(other.Conditions.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PolicyStatement);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sid, Effect, Actions.Length, Conditions.Length);

    /// <summary>The same statement without its label, which says nothing.</summary>
    internal PolicyStatement WithoutSid() => new()
    {
        Effect = Effect,
        Principals = Principals,
        IsNotPrincipal = IsNotPrincipal,
        Actions = Actions,
        IsNotAction = IsNotAction,
        Resources = Resources,
        IsNotResource = IsNotResource,
        Conditions = Conditions,
    };

    private static bool Same<T>(ImmutableArray<T>? left, ImmutableArray<T>? right)
        where T : IEquatable<T> =>
        left.HasValue == right.HasValue
        && (!left.HasValue || left.Value.AsSpan().SequenceEqual(right!.Value.AsSpan()));
}
