using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Authorizer;

/// <summary>
/// Compiles each content once and hands the same object to all who have it. What is found by content can never be
/// stale, so nothing here is ever evicted but for size.
/// </summary>
internal sealed class SharedSets(IOptions<IamAuthorizerOptions> options)
{
    private readonly BoundedCache<PolicyContent, CompiledPolicy> _policies = new(options.Value.CachedPrincipalsMax);
    private readonly BoundedCache<SetContent, CompiledSet> _sets = new(options.Value.CachedPrincipalsMax);

    public CompiledPolicy Compile(string name, PolicyDocument document)
    {
        var content = new PolicyContent(name, document);
        if (_policies.Find(content) is { } known)
        {
            return known;
        }

        var compiled = new CompiledPolicy(name, document);
        _policies.Keep(content, compiled);
        return compiled;
    }

    public CompiledSet SetOf(IEnumerable<CompiledPolicy> policies)
    {
        ImmutableArray<CompiledPolicy> members = [.. policies];
        if (members.IsEmpty)
        {
            return CompiledSet.Empty;
        }

        if (_sets.Find(new SetContent(members)) is { } known)
        {
            return known;
        }

        var set = new CompiledSet(new PolicySet(members));

        // WHY not by the list that was asked with: the set has one of its own.
        _sets.Keep(new SetContent(set.Policies.Policies), set);
        return set;
    }

    public CompiledSet SetOf(IEnumerable<NamedPolicy> policies) =>
        SetOf(policies.Select(policy => Compile(policy.Name, policy.Document)));
}
