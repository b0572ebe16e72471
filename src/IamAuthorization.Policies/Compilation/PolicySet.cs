using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>Policies of one type that count as one: any Deny denies, else any Allow allows. Immutable.</summary>
public sealed class PolicySet
{
    private readonly CompiledStatement[] _denies;
    private readonly CompiledStatement[] _allows;

    /// <summary>Puts policies together. Their order does not matter.</summary>
    /// <param name="policies">The policies.</param>
    public PolicySet(IEnumerable<CompiledPolicy> policies)
        : this(policies, isIndexed: true)
    {
    }

    private PolicySet(IEnumerable<CompiledPolicy> policies, bool isIndexed)
    {
        _ = isIndexed;
        ArgumentNullException.ThrowIfNull(policies);
        Policies = [.. policies];
        CompiledStatement[] statements = [.. Policies.SelectMany(policy => policy.Statements)];
        _denies = Array.FindAll(statements, statement => statement.Source.Effect == PolicyEffect.Deny);
        _allows = Array.FindAll(statements, statement => statement.Source.Effect == PolicyEffect.Allow);
    }

    /// <summary>The set without policies: it is there and allows nothing.</summary>
    public static PolicySet Empty { get; } = new([]);

    /// <summary>The policies.</summary>
    public ImmutableArray<CompiledPolicy> Policies { get; }

    /// <summary>The same policies without an index: every statement is asked. For comparison with the index.</summary>
    internal static PolicySet Unindexed(IEnumerable<CompiledPolicy> policies) => new(policies, isIndexed: false);

    /// <summary>
    /// Every condition key that the policies name, in conditions and in variables, each once. What a question does not
    /// supply of them counts as absent.
    /// </summary>
    /// <returns>The keys.</returns>
    public IReadOnlySet<ConditionKey> ReferencedKeys() => Policies
        .SelectMany(policy => policy.Statements)
        .SelectMany(statement => statement.Keys)
        .ToHashSet();

    /// <summary>The first Deny that matches, or null. Principals are not asked.</summary>
    internal CompiledStatement? FindDeny(in EvaluationFrame frame) => Find(_denies, in frame);

    /// <summary>The first Allow that matches, or null. Principals are not asked.</summary>
    internal CompiledStatement? FindAllow(in EvaluationFrame frame) => Find(_allows, in frame);

    /// <summary>EV-04: the first Deny that matches and names the caller at any level, or null.</summary>
    internal CompiledStatement? FindDenyOfCaller(in EvaluationFrame frame)
    {
        foreach (CompiledStatement statement in _denies)
        {
            if (statement.Matches(in frame) && statement.LevelOf(in frame) != PrincipalMatchLevel.None)
            {
                return statement;
            }
        }

        return null;
    }

    /// <summary>EV-06: the highest level at which a matching Allow names the caller, and that Allow.</summary>
    internal PrincipalMatchLevel FindGrant(in EvaluationFrame frame, out CompiledStatement? grant)
    {
        PrincipalMatchLevel highest = PrincipalMatchLevel.None;
        grant = null;
        foreach (CompiledStatement statement in _allows)
        {
            PrincipalMatchLevel level = statement.Matches(in frame)
                ? statement.LevelOf(in frame)
                : PrincipalMatchLevel.None;
            if (level > highest)
            {
                highest = level;
                grant = statement;
            }

            if (highest == PrincipalMatchLevel.Direct)
            {
                break;
            }
        }

        return highest;
    }

    private static CompiledStatement? Find(CompiledStatement[] statements, in EvaluationFrame frame)
    {
        foreach (CompiledStatement statement in statements)
        {
            if (statement.Matches(in frame))
            {
                return statement;
            }
        }

        return null;
    }
}
