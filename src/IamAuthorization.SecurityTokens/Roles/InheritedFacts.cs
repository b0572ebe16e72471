using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>What a new session has from the one that makes it, and cannot change (evaluation §6.3, EV-31).</summary>
internal sealed class InheritedFacts
{
    private static readonly ImmutableDictionary<string, string> NoTags =
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    private InheritedFacts(bool isChained, ImmutableDictionary<string, string> tags, string? sourceIdentity)
    {
        IsChained = isChained;
        Tags = tags;
        SourceIdentity = sourceIdentity;
    }

    /// <summary>EV-34: whether the caller is itself a role session.</summary>
    public bool IsChained { get; }

    /// <summary>The transitive tags of the caller's session.</summary>
    public ImmutableDictionary<string, string> Tags { get; }

    public string? SourceIdentity { get; }

    public static InheritedFacts Of(IamPrincipal caller)
    {
        bool isChained = caller.Kind == IamPrincipalKind.RoleSession;
        return new InheritedFacts(
            isChained,
            isChained && caller.Session is { } session ? TransitiveTagsOf(session) : NoTags,
            caller.Session?.SourceIdentity);
    }

    private static ImmutableDictionary<string, string> TransitiveTagsOf(IamSession session)
    {
        ImmutableHashSet<string> keys = session.TransitiveTagKeys.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        return NoTags.AddRange(session.Tags.Where(tag => keys.Contains(tag.Key)));
    }
}
