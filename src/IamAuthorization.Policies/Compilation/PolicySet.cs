using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>Policies of one type that count as one: any Deny denies, else any Allow allows. Immutable.</summary>
public sealed class PolicySet
{
    /// <summary>Puts policies together. Their order does not matter.</summary>
    /// <param name="policies">The policies.</param>
    public PolicySet(IEnumerable<CompiledPolicy> policies) => Policies = [.. policies];

    /// <summary>The set without policies: it is there and allows nothing.</summary>
    public static PolicySet Empty { get; } = new([]);

    /// <summary>The policies.</summary>
    public ImmutableArray<CompiledPolicy> Policies { get; }
}
