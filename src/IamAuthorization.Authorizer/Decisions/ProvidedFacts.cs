using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>What the app's own sources say of resources; each is asked once of each resource in a scope.</summary>
internal sealed class ProvidedFacts(
    IEnumerable<IIamResourcePolicies> policyProviders,
    IEnumerable<IIamResourceTags> tagProviders,
    PolicyLoader loader,
    BoundedCalls calls)
{
    private AskedOnce<Arn, ImmutableArray<CompiledPolicy>>? _policies;
    private AskedOnce<Arn, TagLookup>? _tags;

    /// <summary>The app's policies of a resource.</summary>
    /// <exception cref="UndecidableException">A source failed or was late.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<ImmutableArray<CompiledPolicy>> PoliciesAsync(Arn resource, CancellationToken cancellationToken)
    {
        _policies ??= new(EqualityComparer<Arn>.Default);
        return _policies.TryFind(resource, out ValueTask<ImmutableArray<CompiledPolicy>> known)
            ? known
            : _policies.Keep(resource, AskForPoliciesAsync(resource, cancellationToken));
    }

    /// <summary>The app's tags of a resource.</summary>
    /// <exception cref="UndecidableException">A source failed or was late.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<TagLookup> TagsAsync(Arn resource, CancellationToken cancellationToken)
    {
        if (resource.IsAny)
        {
            return new(TagLookup.Empty);
        }

        _tags ??= new(EqualityComparer<Arn>.Default);
        return _tags.TryFind(resource, out ValueTask<TagLookup> known)
            ? known
            : _tags.Keep(resource, AskForTagsAsync(resource, cancellationToken));
    }

    private async ValueTask<ImmutableArray<CompiledPolicy>> AskForPoliciesAsync(
        Arn resource, CancellationToken cancellationToken)
    {
        var policies = ImmutableArray.CreateBuilder<CompiledPolicy>();
        foreach (IIamResourcePolicies provider in policyProviders)
        {
            PolicyDocument? document = await calls.AskProviderAsync(
                "the app's source of resource policies",
                (provider, resource),
                static (about, token) => about.provider.FindAsync(about.resource, token),
                cancellationToken);
            if (document is not null)
            {
                policies.Add(loader.Compile(resource.ToString(), document));
            }
        }

        return policies.ToImmutable();
    }

    private async ValueTask<TagLookup> AskForTagsAsync(Arn resource, CancellationToken cancellationToken)
    {
        var tags = new List<KeyValuePair<string, string>>();
        foreach (IIamResourceTags provider in tagProviders)
        {
            IReadOnlyDictionary<string, string>? found = await calls.AskProviderAsync(
                "the app's source of resource tags",
                (provider, resource),
                static (about, token) => about.provider.FindAsync(about.resource, token),
                cancellationToken);
            tags.AddRange(found ?? ImmutableDictionary<string, string>.Empty);
        }

        return tags.Count == 0 ? TagLookup.Empty : new TagLookup(tags);
    }
}
