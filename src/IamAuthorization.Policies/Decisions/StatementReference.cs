using System.Diagnostics.CodeAnalysis;

namespace IamAuthorization.Policies;

/// <summary>Which statement of which policy: what a decision names as its ground.</summary>
public readonly struct StatementReference : IEquatable<StatementReference>
{
    private readonly CompiledPolicy? _policy;
    private readonly long _index;

    internal StatementReference(CompiledPolicy policy, int index)
    {
        _policy = policy;
        _index = index;
    }

    /// <summary>The name under which the policy was compiled, for example its ARN.</summary>
    /// <value>Empty for <c>default(StatementReference)</c>, which names no statement.</value>
    public string PolicyName => _policy is null ? string.Empty : _policy.Name;

    /// <summary>The statement's place in the document, counted from 0.</summary>
    public int Index => (int)_index;

    /// <summary>The statement's label, or <see langword="null"/>.</summary>
    public string? Sid => _policy?.Document.Statements[Index].Sid;

    /// <summary>What the statement does.</summary>
    public PolicyEffect Effect => _policy is null ? default : _policy.Document.Statements[Index].Effect;

    /// <summary>Whether both name the same place of policies of the same name, label and effect.</summary>
    /// <param name="other">The other reference.</param>
    /// <returns>The answer.</returns>
    public bool Equals(StatementReference other) =>
        Index == other.Index
        && string.Equals(PolicyName, other.PolicyName, StringComparison.Ordinal)
        && string.Equals(Sid, other.Sid, StringComparison.Ordinal)
        && Effect == other.Effect;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is StatementReference other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PolicyName, Index);

    /// <summary>The policy and the place of the statement in it.</summary>
    /// <returns>For example <c>ReadOrders#0</c>.</returns>
    public override string ToString() => $"{PolicyName}#{Index}";

    /// <summary>Whether both name the same statement.</summary>
    /// <param name="left">One reference.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(StatementReference left, StatementReference right) => left.Equals(right);

    /// <summary>Whether they name different statements.</summary>
    /// <param name="left">One reference.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(StatementReference left, StatementReference right) => !left.Equals(right);
}
