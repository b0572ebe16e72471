using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// The condition keys of one AssumeRole call: those of its parameters, then those of the request that carried it. A key
/// of the call that was not passed stays absent (C-44); nobody else may fill it in (C-43).
/// </summary>
/// <remarks>
/// Conditions §6.8: <c>sts:DurationSeconds</c> belongs to other calls and stays absent, as in AWS. C-47:
/// <c>sts:SourceIdentity</c> is the one that is set now; <c>aws:SourceIdentity</c> the one the caller has.
/// </remarks>
internal sealed class AssumeRoleContext(RequestedSession requested, RequestContext request) : RequestContext
{
    private const string OwnPrefix = "sts:";
    private const string RequestTagPrefix = "aws:RequestTag/";

    private static readonly ConditionKey ExternalId = ConditionKey.Of("sts:ExternalId");
    private static readonly ConditionKey RoleSessionName = ConditionKey.Of("sts:RoleSessionName");
    private static readonly ConditionKey SourceIdentity = ConditionKey.Of("sts:SourceIdentity");
    private static readonly ConditionKey TransitiveTagKeys = ConditionKey.Of("sts:TransitiveTagKeys");
    private static readonly ConditionKey TagKeys = ConditionKey.Of("aws:TagKeys");

    private readonly ContextValues _own = new(KeysOf(requested));

    public override ContextValue Get(ConditionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ContextValue own = _own.Get(key);
        return own.IsSupplied ? own : IsOfCall(key) ? ContextValue.None : request.Get(key);
    }

    private static bool IsOfCall(ConditionKey key) =>
        key.Equals(TagKeys)
        || key.Name.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase)
        || key.Name.StartsWith(RequestTagPrefix, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<KeyValuePair<ConditionKey, ContextValue>> KeysOf(RequestedSession requested)
    {
        yield return KeyValuePair.Create(RoleSessionName, ContextValue.Of(requested.SessionName));
        yield return KeyValuePair.Create(ExternalId, TextOf(requested.ExternalId));
        yield return KeyValuePair.Create(SourceIdentity, TextOf(requested.SourceIdentity));
        yield return KeyValuePair.Create(TransitiveTagKeys, ContextValue.Of(requested.TransitiveTagKeys));
        yield return KeyValuePair.Create(TagKeys, ContextValue.Of(requested.Tags.Select(tag => tag.Key)));
        foreach ((string key, string value) in requested.Tags)
        {
            yield return KeyValuePair.Create(ConditionKey.Of(RequestTagPrefix + key), ContextValue.Of(value));
        }
    }

    private static ContextValue TextOf(string? text) => text is null ? ContextValue.None : ContextValue.Of(text);
}
