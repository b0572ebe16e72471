using System.Collections.Immutable;
using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>The documents of a world as the engine has them: read by its reader, with an index
/// however small a set is, and without.</summary>
internal sealed class EngineWorld
{
    private static readonly PolicyReadOptions AsStored = new() { Gate = PolicyGate.Stored, Quotas = null };

    public EngineWorld(ApplicableDocuments documents)
    {
        var read = new ReadDocuments(documents);
        Indexed = read.With(PolicySet.Indexed);
        Unindexed = read.With(PolicySet.Unindexed);
    }

    public ApplicablePolicies Indexed { get; }

    public ApplicablePolicies Unindexed { get; }

    /// <summary>The question with all values as text.</summary>
    public static AuthorizationRequest RequestOf(Question question, Caller caller) =>
        RequestOf(question, caller, new ContextValues(question.Context.Select(TextOf)));

    /// <summary>The same question, its values typed and supplied one by one.</summary>
    public static AuthorizationRequest TypedRequestOf(Question question, Caller caller, RequestContext texts) =>
        RequestOf(question, caller, new TypedContext(question.Context, texts));

    private static AuthorizationRequest RequestOf(Question question, Caller caller, RequestContext context) =>
        new(
            PrincipalOf(caller),
            ActionName.Parse(question.Action),
            Arn.Parse(question.Resource),
            context,
            question.ResourceAccount)
        {
            RequiresResourcePolicyGrant = question.RequiresResourcePolicyGrant,
        };

    private static KeyValuePair<ConditionKey, ContextValue> TextOf(ContextEntry entry) => KeyValuePair.Create(
        ConditionKey.Of(entry.Key),
        entry.IsMultiple ? ContextValue.Of(entry.Values) : ContextValue.Of(entry.Values[0]));

    private static IamPrincipal PrincipalOf(Caller caller) => caller.Kind switch
    {
        CallerKind.Anonymous => IamPrincipal.Anonymous,
        CallerKind.Service => IamPrincipal.Service(caller.Name),
        CallerKind.FederatedIdentity => IamPrincipal.FederatedIdentity(caller.Name),
        CallerKind.RoleSession =>
            IamPrincipal.RoleSession(Arn.Parse(caller.RoleArn!), caller.SessionName!, caller.UniqueId),
        CallerKind.FederatedUser => IamPrincipal.FederatedUser(
            Arn.Parse(caller.Name), caller.UserArn is null ? Arn.Any : Arn.Parse(caller.UserArn), caller.UniqueId),
        _ => IamPrincipal.FromArn(Arn.Parse(caller.Name), caller.UniqueId),
    };

    private sealed class ReadDocuments(ApplicableDocuments documents)
    {
        private readonly CompiledPolicy[]? _identity = Compiled(documents.Identity, PolicyKind.Managed);
        private readonly CompiledPolicy[]? _boundary = Compiled(documents.Boundary, PolicyKind.PermissionsBoundary);
        private readonly CompiledPolicy[]? _session = Compiled(documents.Session, PolicyKind.Session);

        private readonly CompiledPolicy[]? _resource = Compiled(
            documents.Resource is { } resource ? [resource] : null,
            documents.IsTrust ? PolicyKind.RoleTrust : PolicyKind.Resource);

        private readonly CompiledPolicy[][] _serviceControl =
            [.. documents.ServiceControl.Select(level => Compiled(level, PolicyKind.ServiceControl)!)];

        private readonly CompiledPolicy[][] _resourceControl =
            [.. documents.ResourceControl.Select(level => Compiled(level, PolicyKind.ResourceControl)!)];

        public ApplicablePolicies With(Func<IEnumerable<CompiledPolicy>, PolicySet> set) => new()
        {
            Identity = _identity is null ? null : set(_identity),
            PermissionsBoundary = _boundary is null ? null : set(_boundary),
            Session = _session is null ? null : set(_session),
            Resource = _resource is null ? null : set(_resource),
            ServiceControlLevels = [.. _serviceControl.Select(set)],
            ResourceControlLevels = [.. _resourceControl.Select(set)],
        };

        private static CompiledPolicy[]? Compiled(IReadOnlyList<Document>? documents, PolicyKind kind) =>
            documents?
                .Select(document => new CompiledPolicy(
                    document.Name, PolicyDocument.Parse(document.Text, kind, AsStored)))
                .ToArray();
    }
}
