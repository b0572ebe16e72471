using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Authorizer;

/// <summary>
/// Compiles each content once and hands the same object to all who have it. What is found by content can never be
/// stale, so nothing here is ever evicted but for size.
/// </summary>
internal sealed class SharedSets : IDisposable
{
    private readonly MemoryCache _policies;
    private readonly MemoryCache _sets;

    public SharedSets(IOptions<IamAuthorizerOptions> options)
    {
        _policies = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.Value.CachedPrincipalsMax });
        _sets = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.Value.CachedPrincipalsMax });
    }

    public CompiledPolicy Compile(string name, PolicyDocument document)
    {
        var content = new PolicyContent(name, document);
        return _policies.TryGetValue(content, out CompiledPolicy? policy)
            ? policy!
            : Keep(_policies, content, new CompiledPolicy(name, document));
    }

    public CompiledSet SetOf(IEnumerable<CompiledPolicy> policies)
    {
        ValueList<CompiledPolicy> members = [.. policies];
        if (members.Count == 0)
        {
            return CompiledSet.Empty;
        }

        return _sets.TryGetValue(members, out CompiledSet? set)
            ? set!
            : Keep(_sets, members, new CompiledSet(new PolicySet(members)));
    }

    public CompiledSet SetOf(IEnumerable<NamedPolicy> policies) =>
        SetOf(policies.Select(policy => Compile(policy.Name, policy.Document)));

    public void Dispose()
    {
        _policies.Dispose();
        _sets.Dispose();
    }

    private static T Keep<T>(MemoryCache cache, object key, T value) =>
        cache.Set(key, value, new MemoryCacheEntryOptions { Size = 1 });
}
