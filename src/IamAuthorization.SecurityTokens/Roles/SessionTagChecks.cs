using System.Collections.Immutable;
using IamAuthorization.Accounts;

namespace IamAuthorization.SecurityTokens;

/// <summary>Session tags and the keys of those that pass on (sts §2, evaluation §6.3).</summary>
internal sealed class SessionTagChecks(AssumeRoleRequest request, InheritedFacts inherited)
{
    private readonly ImmutableArray<IamTag> _tags = request.Tags.IsDefault ? [] : request.Tags;

    private readonly ImmutableArray<string> _transitiveKeys =
        request.TransitiveTagKeys.IsDefault ? [] : request.TransitiveTagKeys;

    /// <summary>The tags once they are checked.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Tags =>
        [.. _tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))];

    /// <summary>The keys that pass on, spelt as in the tags, once they are checked.</summary>
    public ImmutableArray<string> TransitiveKeys =>
        [.. _tags.Select(tag => tag.Key).Where(key => IsIn(_transitiveKeys, key))];

    public SecurityTokenError? Check()
    {
        if (_tags.Length > IamRules.TagsMax)
        {
            return AssumeRoleErrors.TooMany("tags", IamRules.TagsMax);
        }

        if (_transitiveKeys.Length > IamRules.TagsMax)
        {
            return AssumeRoleErrors.TooMany("transitiveTagKeys", IamRules.TagsMax);
        }

        return CheckTags() ?? CheckKeys();
    }

    private SecurityTokenError? CheckTags()
    {
        for (int index = 0; index < _tags.Length; index++)
        {
            IamTag tag = _tags[index];
            if (IamRules.IsReservedTag(tag))
            {
                return AssumeRoleErrors.ReservedTag;
            }

            if (IamRules.ProblemOfTag(tag) is { } problem)
            {
                return AssumeRoleErrors.Constraint($"tags.{index + 1}.member", tag.Key, problem);
            }
        }

        return null;
    }

    private SecurityTokenError? CheckKeys()
    {
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (!_tags.All(tag => keys.Add(tag.Key)))
        {
            return AssumeRoleErrors.DuplicateTagKeys;
        }

        // WHY: also for a value that is the same. What is inherited is not the request's to name.
        if (keys.Overlaps(inherited.Tags.Keys))
        {
            return AssumeRoleErrors.InheritedTagPassed;
        }

        return _transitiveKeys.All(keys.Contains) ? null : AssumeRoleErrors.TransitiveKeyWithoutTag;
    }

    private static bool IsIn(ImmutableArray<string> keys, string key) =>
        keys.Contains(key, StringComparer.OrdinalIgnoreCase);
}
