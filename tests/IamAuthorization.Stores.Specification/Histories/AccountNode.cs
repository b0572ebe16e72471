using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>An app on a store: its rules change the account, its authorizer decides, a scope a request.</summary>
public sealed class AccountNode : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly ImmutableArray<IamQuestion> Questions =
    [
        new(ActionName.Parse("orders:Get"), AccountSetup.Order),
        new(ActionName.Parse("orders:List"), AccountSetup.Order),
    ];

    private readonly ServiceProvider _services;
    private readonly Func<Task> _pause;

    /// <param name="store">The node's store object.</param>
    /// <param name="clock">What the node takes for the time.</param>
    /// <param name="pause">What a client does between two steps of its own; null for nothing.</param>
    /// <param name="spoil">What is wrong with the store as the app has it; null for nothing.</param>
    /// <param name="configure">What else the app registers, after all that is usual.</param>
    public AccountNode(
        IIamStore store,
        TimeProvider clock,
        Func<Task>? pause = null,
        Func<IIamStore, IIamStore>? spoil = null,
        Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddSingleton(spoil?.Invoke(store) ?? store);
        services.AddLogging();
        services.Configure<IamOptions>(options =>
        {
            options.Service = "orders";
            options.AccountId = Sample.Account;
        });
        services.AddIamCore();
        configure?.Invoke(services);
        _services = services.BuildServiceProvider(validateScopes: true);
        _pause = pause ?? (() => Task.CompletedTask);
        Store = store;
    }

    public IIamStore Store { get; }

    /// <summary>Puts the account into the store, which is empty.</summary>
    public Task PrepareAsync() =>
        AccountSetup.PutAsync(Store, _services.GetRequiredService<IIamManagedPolicies>());

    /// <summary>Sees to it that the node knows of a revision.</summary>
    public async Task CatchUpAsync(long revision) => await Store.GetSnapshotAsync(revision, None);

    /// <summary>Does what is asked; the answer holds what came of it.</summary>
    /// <param name="asked">What is asked.</param>
    /// <param name="revisionMin">The revision that a question passes, or null.</param>
    public async Task<AccountOperation> PerformAsync(AccountOperation asked, long? revisionMin)
    {
        if (asked.IsCheck)
        {
            return await CheckAsync(asked, revisionMin);
        }

        try
        {
            return asked with { Revision = await ChangeAsync(asked) };
        }
        catch (IamException refused)
        {
            return asked with { Code = refused.Code };
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<AccountOperation> CheckAsync(AccountOperation asked, long? revisionMin)
    {
        IamPrincipal user = IamPrincipal.User(AccountSetup.UserArn(asked.User));
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        if (revisionMin is { } revision)
        {
            await authorizer.RequireRevisionAsync(revision, None);
        }

        IamDecision get = await authorizer.AuthorizeAsync(
            user, Questions[0].Action, Questions[0].Resource, cancellationToken: None);
        await _pause();
        IamDecision list = await authorizer.AuthorizeAsync(
            user, Questions[1].Action, Questions[1].Resource, cancellationToken: None);
        return asked with
        {
            Allowed = (get.IsAllowed, list.IsAllowed),
            Failure = FailureOf(get) ?? FailureOf(list),
        };
    }

    /// <summary>That there is no such user is an answer; that nobody could say is a failure.</summary>
    private static string? FailureOf(in IamDecision decision) =>
        decision.Failure is "there is no such principal" ? null : decision.Failure;

    private Task<long> ChangeAsync(AccountOperation asked)
    {
        IamCall call = AccountSetup.CallOf(asked.Number);
        string name = AccountSetup.UserName(asked.User);
        var user = IamIdentity.User(name);
        IIamIdentityPolicies held = _services.GetRequiredService<IIamIdentityPolicies>();
        return asked.Verb switch
        {
            AccountVerb.CreateUser => CreateAsync(call, name),
            AccountVerb.DeleteUser => _services.GetRequiredService<IIamUsers>().DeleteAsync(call, name, None),
            AccountVerb.Attach => held.AttachAsync(call, user, AccountSetup.Policy, None),
            AccountVerb.Detach => held.DetachAsync(call, user, AccountSetup.Policy, None),
            AccountVerb.PutDeny => held.PutInlineAsync(call, user, "deny", AccountSetup.Deny, None),
            AccountVerb.DeleteDeny => held.DeleteInlineAsync(call, user, "deny", None),
            AccountVerb.SetBoundary => held.SetBoundaryAsync(call, user, AccountSetup.Boundary, None),
            AccountVerb.RemoveBoundary => held.RemoveBoundaryAsync(call, user, None),
            AccountVerb.AttachToGroup => held.AttachAsync(call, AccountSetup.Group, AccountSetup.OfGroup, None),
            AccountVerb.DetachFromGroup => held.DetachAsync(call, AccountSetup.Group, AccountSetup.OfGroup, None),
            _ => ChangeOthersAsync(asked.Verb, call, name),
        };
    }

    private Task<long> ChangeOthersAsync(AccountVerb verb, IamCall call, string name)
    {
        IIamGroups groups = _services.GetRequiredService<IIamGroups>();
        IIamManagedPolicies policies = _services.GetRequiredService<IIamManagedPolicies>();
        IIamStoredResourcePolicies resources = _services.GetRequiredService<IIamStoredResourcePolicies>();
        return verb switch
        {
            AccountVerb.AddToGroup => groups.AddMemberAsync(call, AccountSetup.Group.Name, name, None),
            AccountVerb.RemoveFromGroup => groups.RemoveMemberAsync(call, AccountSetup.Group.Name, name, None),
            AccountVerb.AllowInPolicy => policies.SetDefaultVersionAsync(call, AccountSetup.Policy, "v1", None),
            AccountVerb.EmptyPolicy => policies.SetDefaultVersionAsync(call, AccountSetup.Policy, "v2", None),
            AccountVerb.DenyOnResource => resources.PutAsync(call, AccountSetup.Order, AccountSetup.DenyAll, None),
            AccountVerb.ClearResource => resources.DeleteAsync(call, AccountSetup.Order, None),
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "There is no such change."),
        };
    }

    private async Task<long> CreateAsync(IamCall call, string name) =>
        (await _services.GetRequiredService<IIamUsers>()
            .CreateAsync(call, new NewIamUser { Name = name }, None)).Revision;
}
