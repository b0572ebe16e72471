using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>Fixes the facts of a session of a role at the time it is issued.</summary>
internal static class SessionFacts
{
    /// <summary>
    /// Evaluation §6.3. The second factor of the caller is not carried over (C-48), nor are the caller's permissions
    /// (EV-32).
    /// </summary>
    public static IamSession Of(
        IamRole role, RequestedSession requested, InheritedFacts inherited, DateTimeOffset now) => new()
        {
            IssuedAt = SigningKeySchedule.WholeMilliseconds(now),
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()) + requested.Duration,
            SourceIdentity = requested.SourceIdentity ?? inherited.SourceIdentity,
            Tags = TagsOf(role, requested, inherited),
            IncludesRoleTags = true,
            TransitiveTagKeys = [.. inherited.Tags.Keys, .. requested.TransitiveTagKeys],
            Policies = requested.Policy is { } policy ? [policy] : [],
            PolicyArns = [.. requested.PolicyArns.Select(arn => arn.ToString())],
        };

    /// <summary>The tags passed over those inherited over the role's own, which are frozen here (EV-37).</summary>
    private static ImmutableDictionary<string, string> TagsOf(
        IamRole role, RequestedSession requested, InheritedFacts inherited)
    {
        var tags = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        IEnumerable<KeyValuePair<string, string>> inOrder =
        [
            .. role.Tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value)),
            .. inherited.Tags,
            .. requested.Tags,
        ];
        foreach ((string key, string value) in inOrder)
        {
            // WHY: removed first, so that the key is spelt as whoever set the value spells it.
            tags.Remove(key);
            tags.Add(key, value);
        }

        return tags.ToImmutable();
    }
}
