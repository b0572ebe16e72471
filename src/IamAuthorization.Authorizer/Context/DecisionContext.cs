using System.Collections.Frozen;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>
/// The condition keys of one question: first those that the authorizer knows, then those of the request. A key that is
/// the authorizer's own and unknown stays absent (C-44); nobody else may fill it in (C-43).
/// </summary>
internal sealed class DecisionContext(Question question, Caller caller) : RequestContext
{
    private const string PrincipalTagPrefix = "aws:PrincipalTag/";
    private const string ResourceTagPrefix = "aws:ResourceTag/";
    private const string IamResourceTagPrefix = "iam:ResourceTag/";

    private static readonly FrozenDictionary<ConditionKey, Func<DecisionContext, ContextValue>> Own =
        new Dictionary<ConditionKey, Func<DecisionContext, ContextValue>>
        {
            [ConditionKey.Of("aws:PrincipalType")] = context => Text(TypeOf(context.Principal)),
            [ConditionKey.Of("aws:userid")] = context => Text(context.UserId()),
            [ConditionKey.Of("aws:PrincipalIsAWSService")] = context => context.IsService(),
            [ConditionKey.Of("aws:PrincipalServiceName")] = context => Text(context.ServiceName()),
            [ConditionKey.Of("aws:PrincipalServiceNamesList")] = context => List(context.ServiceName()),
            [ConditionKey.Of("aws:TokenIssueTime")] = context => WholeSecond(context.Principal.Session?.IssuedAt),
            [ConditionKey.Of("aws:MultiFactorAuthPresent")] = context => context.MultiFactorAuthPresent(),
            [ConditionKey.Of("aws:MultiFactorAuthAge")] = context => context.MultiFactorAuthAge(),
            [ConditionKey.Of("aws:SourceIdentity")] = context => Text(context.Principal.Session?.SourceIdentity),
            [ConditionKey.Of("aws:FederatedProvider")] = context => Text(context.Principal.Session?.FederatedProvider),
            [ConditionKey.Of("aws:PrincipalOrgID")] = context => Text(context.CallerControls.OrganizationId),
            [ConditionKey.Of("aws:PrincipalOrgPaths")] = context => List(context.CallerControls.OrganizationPath),
            [ConditionKey.Of("aws:ResourceOrgID")] = context => Text(context.OwnerControls.OrganizationId),
            [ConditionKey.Of("aws:ResourceOrgPaths")] = context => List(context.OwnerControls.OrganizationPath),
            [ConditionKey.Of("aws:CurrentTime")] = context => ContextValue.Of(context.Now),
            [ConditionKey.Of("aws:EpochTime")] = context => ContextValue.Of(context.Now.ToUnixTimeSeconds()),
        }.ToFrozenDictionary();

    /// <summary>What the organization says of the account that owns the resource.</summary>
    public required AccountControls OwnerControls { get; init; }

    public required TagLookup ResourceTags { get; init; }

    public required DateTimeOffset Now { get; init; }

    private IamPrincipal Principal => question.Principal;

    private AccountControls CallerControls => caller.Controls;

    /// <summary>Whether the resource is a user or role, whose tags have a second name.</summary>
    private bool IsIamResource => question.IsOnRole || question.IsOnUser;

    public override ContextValue Get(ConditionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Own.TryGetValue(key, out Func<DecisionContext, ContextValue>? source))
        {
            return source(this);
        }

        if (TagKey(key, PrincipalTagPrefix, out ReadOnlySpan<char> tag))
        {
            return OrAbsent(PrincipalTag(tag));
        }

        if (TagKey(key, ResourceTagPrefix, out tag))
        {
            return OrAbsent(ResourceTags.Find(tag));
        }

        return TagKey(key, IamResourceTagPrefix, out tag)
            ? IsIamResource ? OrAbsent(ResourceTags.Find(tag)) : ContextValue.None
            : question.Context.Get(key);
    }

    private static bool TagKey(ConditionKey key, string prefix, out ReadOnlySpan<char> tag)
    {
        bool isTag = key.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
        tag = isTag ? key.Name.AsSpan(prefix.Length) : default;
        return isTag;
    }

    private static ContextValue OrAbsent(ContextValue value) => value.IsSupplied ? value : ContextValue.None;

    private static ContextValue Text(string? text) => text is null ? ContextValue.None : ContextValue.Of(text);

    private static ContextValue List(string? text) => text is null ? ContextValue.None : ContextValue.Of([text]);

    private static ContextValue WholeSecond(DateTimeOffset? instant) => instant is { } value
        ? ContextValue.Of(DateTimeOffset.FromUnixTimeSeconds(value.ToUnixTimeSeconds()))
        : ContextValue.None;

    /// <summary>Conditions §6.6.</summary>
    private static string? TypeOf(IamPrincipal principal) => principal.Kind switch
    {
        IamPrincipalKind.Anonymous => "Anonymous",
        IamPrincipalKind.Root => "Account",
        IamPrincipalKind.User => "User",
        IamPrincipalKind.RoleSession => "AssumedRole",
        IamPrincipalKind.FederatedUser => "FederatedUser",
        _ => null,
    };

    /// <summary>Conditions §6.6.</summary>
    private string? UserId() => Principal.Kind switch
    {
        IamPrincipalKind.Anonymous => "anonymous",
        IamPrincipalKind.Root => Principal.AccountId,
        IamPrincipalKind.User => caller.Policies?.UniqueId,
        IamPrincipalKind.RoleSession => caller.Policies?.UniqueId is { } id ? $"{id}:{Principal.SessionName}" : null,
        IamPrincipalKind.FederatedUser => $"{Principal.AccountId}:{Principal.Name}",
        _ => null,
    };

    private ContextValue IsService() => Principal.Kind switch
    {
        IamPrincipalKind.Anonymous or IamPrincipalKind.FederatedIdentity => ContextValue.None,
        IamPrincipalKind.Service => ContextValue.Of(true),
        _ => ContextValue.Of(false),
    };

    private string? ServiceName() => Principal.Kind == IamPrincipalKind.Service ? Principal.Name : null;

    private ContextValue MultiFactorAuthPresent() => Principal.Session is { } session
        ? ContextValue.Of(session.HasMultiFactorAuth)
        : ContextValue.None;

    /// <summary>C5: after a clock was put back nobody knows the age, and a negative one would pass as young.</summary>
    private ContextValue MultiFactorAuthAge() =>
        Principal.Session is { HasMultiFactorAuth: true, MultiFactorAuthAt: { } at }
        && (long)(Now - at).TotalSeconds is var seconds and >= 0
            ? ContextValue.Of(seconds)
            : ContextValue.None;

    /// <summary>
    /// The tags of the session over those of the user or role as stored at the time of the decision. EV-37: a session
    /// that carries the role's tags as they were when it was issued has no others.
    /// </summary>
    private ContextValue PrincipalTag(ReadOnlySpan<char> key)
    {
        ContextValue value = caller.SessionTags.Find(key);
        bool isAll = value.IsSupplied || caller.Policies is null || Principal.Session is { IncludesRoleTags: true };
        return isAll ? value : caller.Policies!.Tags.Find(key);
    }
}
