using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>Reads what bears on a question from one snapshot, through the cache, compiled.</summary>
internal sealed class PolicyLoader(SharedSets shared, RevisionedCache cache)
{
    /// <summary>The user of that ARN with the policies of its groups (EV §5.4), or null when there is none.</summary>
    public async ValueTask<CallerPolicies?> FindUserAsync(
        IIamSnapshot snapshot, Arn arn, CancellationToken cancellationToken)
    {
        CallerPolicies? caller = await FindUserAsync(
            snapshot, arn.Account.ToString(), IamArn.NameOf(arn), cancellationToken);
        return caller?.IsOf(arn) == true ? caller : null;
    }

    /// <summary>The user of that name, whatever its path, or null when there is none.</summary>
    public ValueTask<CallerPolicies?> FindUserAsync(
        IIamSnapshot snapshot, string accountId, string name, CancellationToken cancellationToken)
    {
        var key = IamEntityKey.User(accountId, name);
        return cache.Find<CallerPolicies>(snapshot, key) is { } known
            ? new(known)
            : LoadUserAsync(snapshot, key, cancellationToken);
    }

    /// <summary>The role of that name, whatever its path, or null when there is none.</summary>
    public ValueTask<CallerPolicies?> FindRoleAsync(
        IIamSnapshot snapshot, string accountId, string name, CancellationToken cancellationToken)
    {
        var key = IamEntityKey.Role(accountId, name);
        return cache.Find<CallerPolicies>(snapshot, key) is { } known
            ? new(known)
            : LoadRoleAsync(snapshot, key, cancellationToken);
    }

    /// <summary>What the organization says of an account.</summary>
    public ValueTask<AccountControls> FindControlsAsync(
        IIamSnapshot snapshot, string accountId, CancellationToken cancellationToken)
    {
        var key = IamEntityKey.Account(accountId);
        return cache.Find<AccountControls>(snapshot, key) is { } known
            ? new(known)
            : LoadControlsAsync(snapshot, key, cancellationToken);
    }

    /// <summary>The stored policy of a resource as a compiled policy, or null when it has none.</summary>
    public ValueTask<CompiledPolicy?> FindResourcePolicyAsync(
        IIamSnapshot snapshot, Arn resource, CancellationToken cancellationToken)
    {
        // WHY: not kept by ARN. Any caller can ask for any number of ARNs and would push the principals out.
        ValueTask<ResourcePolicy?> policy = snapshot.FindResourcePolicyAsync(resource, cancellationToken);
        return policy.IsCompletedSuccessfully
            ? new(Compile(resource, policy.Result))
            : CompileAsync(resource, policy);
    }

    /// <summary>The trust policy and tags of a role that is a question's resource, or null.</summary>
    public async ValueTask<(CompiledSet Trust, TagLookup Tags)?> FindTargetRoleAsync(
        IIamSnapshot snapshot, Arn resource, CancellationToken cancellationToken)
    {
        IamRole? role = await snapshot.FindRoleAsync(
            resource.Account.ToString(), IamArn.NameOf(resource), cancellationToken);
        return role is null || role.Arn != resource
            ? null
            : (shared.SetOf([shared.Compile($"trust policy of {role.Arn}", role.TrustPolicy)]), TagsOf(role.Tags));
    }

    /// <summary>The tags of a user that is a question's resource, or null when there is no such user.</summary>
    public static async ValueTask<TagLookup?> FindTargetUserTagsAsync(
        IIamSnapshot snapshot, Arn resource, CancellationToken cancellationToken)
    {
        UserWithGroups? found = await snapshot.FindUserAsync(
            resource.Account.ToString(), IamArn.NameOf(resource), cancellationToken);
        return found is null || found.User.Arn != resource ? null : TagsOf(found.User.Tags);
    }

    /// <summary>EV-07: inline and managed session policies as one set, or null when the session has none.</summary>
    public async ValueTask<CompiledSet?> CompileSessionAsync(
        IIamSnapshot snapshot, IamSession? session, CancellationToken cancellationToken)
    {
        if (session is null || (session.Policies.Length == 0 && session.PolicyArns.Length == 0))
        {
            return null;
        }

        var policies = new List<CompiledPolicy>();
        policies.AddRange(session.Policies.Select(document => shared.Compile("session policy", document)));
        Arn[] arns = [.. session.PolicyArns.Select(Arn.Parse)];
        ManagedPolicies managed = await FindManagedAsync(snapshot, arns, boundary: null, [], cancellationToken);
        policies.AddRange(arns.Select(managed.Compile));
        return shared.SetOf(policies);
    }

    /// <summary>A set of resource policies: the store's and the app's.</summary>
    public CompiledSet SetOf(IEnumerable<CompiledPolicy> policies) => shared.SetOf(policies);

    /// <summary>A trust policy that leaves everything to one account (EV-08).</summary>
    public CompiledSet DelegatedTrust(string accountId)
    {
        PolicyReadResult result = PolicyReader.Read(
            $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{accountId}}"},"Action":"*"}]}
            """,
            PolicyKind.RoleTrust,
            new PolicyReadOptions { Gate = PolicyGate.Stored });
        return shared.SetOf([shared.Compile("trust delegated to the account", result.Document!)]);
    }

    public CompiledPolicy Compile(string name, PolicyDocument document) => shared.Compile(name, document);

    private static TagLookup TagsOf(ValueList<IamTag> tags) =>
        tags.Count == 0 ? TagLookup.Empty : new(tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value)));

    private CompiledPolicy? Compile(Arn resource, ResourcePolicy? policy) =>
        policy is null ? null : shared.Compile(resource.ToString(), policy.Document);

    private async ValueTask<CompiledPolicy?> CompileAsync(Arn resource, ValueTask<ResourcePolicy?> policy) =>
        Compile(resource, await policy);

    private async ValueTask<CallerPolicies?> LoadUserAsync(
        IIamSnapshot snapshot, IamEntityKey key, CancellationToken cancellationToken)
    {
        if (await snapshot.FindUserAsync(key.AccountId, key.Name, cancellationToken) is not { } found)
        {
            return null;
        }

        var madeFrom = new HashSet<IamEntityKey> { key };
        CallerPolicies caller = await CompileAsync(snapshot, found, madeFrom, cancellationToken);
        cache.Keep(snapshot, key, caller, madeFrom);
        return caller;
    }

    private async ValueTask<CallerPolicies?> LoadRoleAsync(
        IIamSnapshot snapshot, IamEntityKey key, CancellationToken cancellationToken)
    {
        if (await snapshot.FindRoleAsync(key.AccountId, key.Name, cancellationToken) is not { } role)
        {
            return null;
        }

        var madeFrom = new HashSet<IamEntityKey> { key };
        CallerPolicies caller = await CompileAsync(snapshot, role, madeFrom, cancellationToken);
        cache.Keep(snapshot, key, caller, madeFrom);
        return caller;
    }

    private async ValueTask<AccountControls> LoadControlsAsync(
        IIamSnapshot snapshot, IamEntityKey key, CancellationToken cancellationToken)
    {
        OrganizationPath? path = await snapshot.FindOrganizationPathAsync(key.AccountId, cancellationToken);
        AccountControls controls = path is null ? AccountControls.None : Compile(path);
        cache.Keep(snapshot, key, controls, [key, IamEntityKey.Organization]);
        return controls;
    }

    private async ValueTask<CallerPolicies> CompileAsync(
        IIamSnapshot snapshot,
        UserWithGroups found,
        HashSet<IamEntityKey> madeFrom,
        CancellationToken cancellationToken)
    {
        IamUser user = found.User;
        madeFrom.UnionWith(user.GroupNames.Select(name => IamEntityKey.Group(user.AccountId, name)));
        ManagedPolicies managed = await FindManagedAsync(
            snapshot,
            [.. user.AttachedPolicyArns, .. found.Groups.SelectMany(group => group.AttachedPolicyArns)],
            user.PermissionsBoundaryArn,
            madeFrom,
            cancellationToken);
        return new CallerPolicies
        {
            Arn = user.Arn,
            UniqueId = user.UniqueId,
            Tags = TagsOf(user.Tags),
            Identity = shared.SetOf(
            [
                .. user.InlinePolicies.Select(Compile),
                .. user.AttachedPolicyArns.Select(managed.Compile),
                .. found.Groups.SelectMany(group => group.InlinePolicies.Select(Compile)
                    .Concat(group.AttachedPolicyArns.Select(managed.Compile))),
            ]),
            PermissionsBoundary = BoundaryOf(user.PermissionsBoundaryArn, managed),
            SessionsValidFrom = await ReadRevocationAsync(snapshot, user.Arn, madeFrom, cancellationToken),
        };
    }

    private async ValueTask<CallerPolicies> CompileAsync(
        IIamSnapshot snapshot, IamRole role, HashSet<IamEntityKey> madeFrom, CancellationToken cancellationToken)
    {
        ManagedPolicies managed = await FindManagedAsync(
            snapshot, role.AttachedPolicyArns, role.PermissionsBoundaryArn, madeFrom, cancellationToken);
        return new CallerPolicies
        {
            Arn = role.Arn,
            UniqueId = role.UniqueId,
            Tags = TagsOf(role.Tags),
            Identity = shared.SetOf(
                [.. role.InlinePolicies.Select(Compile), .. role.AttachedPolicyArns.Select(managed.Compile)]),
            PermissionsBoundary = BoundaryOf(role.PermissionsBoundaryArn, managed),
            SessionsValidFrom = await ReadRevocationAsync(snapshot, role.Arn, madeFrom, cancellationToken),
        };
    }

    private static async ValueTask<DateTimeOffset?> ReadRevocationAsync(
        IIamSnapshot snapshot, Arn arn, HashSet<IamEntityKey> madeFrom, CancellationToken cancellationToken)
    {
        madeFrom.Add(IamEntityKey.SessionRevocation(arn));
        return (await snapshot.FindSessionRevocationAsync(arn, cancellationToken))?.ValidFrom;
    }

    private CompiledSet? BoundaryOf(Arn? arn, ManagedPolicies managed) =>
        arn is null ? null : shared.SetOf([managed.Compile(arn.Value)]);

    /// <summary>All managed policies of a principal, asked for at once.</summary>
    private async ValueTask<ManagedPolicies> FindManagedAsync(
        IIamSnapshot snapshot,
        IReadOnlyCollection<Arn> attached,
        Arn? boundary,
        HashSet<IamEntityKey> madeFrom,
        CancellationToken cancellationToken)
    {
        HashSet<Arn> arns = [.. attached];
        if (boundary is not null)
        {
            arns.Add(boundary.Value);
        }

        madeFrom.UnionWith(arns.Select(IamEntityKey.ManagedPolicy));
        return new ManagedPolicies(
            shared,
            arns.Count == 0
                ? ImmutableDictionary<Arn, ManagedPolicy>.Empty
                : await snapshot.FindManagedPoliciesAsync(arns, cancellationToken));
    }

    private CompiledPolicy Compile(NamedPolicy policy) => shared.Compile(policy.Name, policy.Document);

    private AccountControls Compile(OrganizationPath path)
    {
        ImmutableArray<CompiledSet> serviceControl = [.. path.ServiceControlLevels.Select(shared.SetOf)];
        ImmutableArray<CompiledSet> resourceControl = [.. path.ResourceControlLevels.Select(shared.SetOf)];
        return new AccountControls
        {
            OrganizationId = path.OrganizationId,
            OrganizationPath = path.Path,
            ServiceControlLevels = serviceControl,
            ResourceControlLevels = resourceControl,
            ServiceControlSets = [.. serviceControl.Select(level => level.Policies)],
            ResourceControlSets = [.. resourceControl.Select(level => level.Policies)],
        };
    }
}
