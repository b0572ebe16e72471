using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>
/// Opens the books for an operation and closes them in one commit. What was decided on something that has changed
/// meanwhile is decided anew; what was to change something that has changed meanwhile is refused.
/// </summary>
internal sealed class AccountBooks(
    IIamStore store,
    BuiltInPolicies builtIn,
    IUniqueIds ids,
    TimeProvider clock,
    IOptions<IamOptions> options,
    IOptions<IamQuotas> quotas)
{
    /// <summary>
    /// How often an operation is decided. Each time it has to be decided anew, another one has succeeded.
    /// </summary>
    public const int AttemptsMax = 64;

    /// <summary>How near to a quota of an account those who add to it have to see one another.</summary>
    private const int QuotaMargin = 100;

    public string Partition => options.Value.Partition;

    public string Service => options.Value.Service;

    public IamQuotas Quotas => quotas.Value;

    public IUniqueIds Ids => ids;

    public BuiltInPolicies BuiltIn => builtIn;

    /// <summary>The instant as the API shows it: whole seconds.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());

    public async Task<AccountView> ReadAsync(IamCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new AccountView(call, await store.GetSnapshotAsync(cancellationToken), builtIn);
    }

    /// <summary>Decides and commits a change of an account that exists.</summary>
    public Task<IamCommitted<T>> WriteAsync<T>(
        IamCall call, string action, Func<AccountEdit, Task<T>> decide, CancellationToken cancellationToken) =>
        CommitAsync(
            call,
            action,
            async edit =>
            {
                // WHY not through the edit: a new alias of the account is no reason to decide anew.
                return await edit.Snapshot.FindAccountAsync(edit.AccountId, cancellationToken) is null
                    ? throw IamErrors.MissingAccount(edit.AccountId)
                    : await decide(edit);
            },
            cancellationToken);

    /// <summary>Decides and commits a change that answers nothing but its revision.</summary>
    public async Task<long> WriteAsync(
        IamCall call, string action, Func<AccountEdit, Task> decide, CancellationToken cancellationToken)
    {
        IamCommitted<bool> committed = await WriteAsync(
            call,
            action,
            async edit =>
            {
                await decide(edit);
                return true;
            },
            cancellationToken);
        return committed.Revision;
    }

    /// <summary>Decides and commits the change that makes an account.</summary>
    public Task<IamCommitted<T>> WriteNewAccountAsync<T>(
        IamCall call, string action, Func<AccountEdit, Task<T>> decide, CancellationToken cancellationToken) =>
        CommitAsync(call, action, decide, cancellationToken);

    /// <summary>Refuses one more entity of a kind than the account may have.</summary>
    public static async Task CheckQuotaAsync(
        AccountEdit edit, IamEntityKind kind, string name, int max, CancellationToken cancellationToken)
    {
        int count = await edit.CountAsync(kind, cancellationToken);
        if (count >= max)
        {
            throw IamErrors.Quota(name, max);
        }

        if (count >= max - QuotaMargin)
        {
            edit.Touch(IamEntityKey.Account(edit.AccountId));
        }
    }

    private async Task<IamCommitted<T>> CommitAsync<T>(
        IamCall call, string action, Func<AccountEdit, Task<T>> decide, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        for (int attempt = 1; ; attempt++)
        {
            IIamSnapshot snapshot = await store.GetSnapshotAsync(cancellationToken);
            var edit = new AccountEdit(call, snapshot, builtIn);
            T value = await decide(edit);
            if (edit.ToCommit(action) is not { } commit)
            {
                return new IamCommitted<T>(value, snapshot.Revision);
            }

            try
            {
                return new IamCommitted<T>(value, await store.CommitAsync(commit, cancellationToken));
            }
            catch (IamRevisionConflictException conflict)
            {
                if (attempt == AttemptsMax || (conflict.Key is { } key && edit.Writes(key)))
                {
                    throw IamErrors.Concurrent(conflict);
                }
            }
        }
    }
}
