using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>What makes two sets the same: the same compiled policies in the same order.</summary>
internal readonly struct SetContent(ImmutableArray<CompiledPolicy> policies) : IEquatable<SetContent>
{
    private readonly ImmutableArray<CompiledPolicy> _policies = policies;
    private readonly int _hash = HashOf(policies);

    public bool Equals(SetContent other) =>
        _hash == other._hash && _policies.AsSpan().SequenceEqual(other._policies.AsSpan());

    public override bool Equals(object? obj) => obj is SetContent other && Equals(other);

    public override int GetHashCode() => _hash;

    private static int HashOf(ImmutableArray<CompiledPolicy> policies)
    {
        var hash = default(HashCode);
        foreach (CompiledPolicy policy in policies)
        {
            hash.Add(RuntimeHelpers.GetHashCode(policy));
        }

        return hash.ToHashCode();
    }
}
