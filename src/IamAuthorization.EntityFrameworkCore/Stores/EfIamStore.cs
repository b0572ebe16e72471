using IamAuthorization.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>The store in a relational database.</summary>
internal sealed class EfIamStore : IIamStore, IIamLastUsedStore, IStoreFreshness, IDisposable
{
    private readonly SemaphoreSlim _committing = new(1, 1);
    private readonly ResourcePolicyNames _resourcePolicies;
    private readonly CommitWriter _writer;
    private readonly LastUses _lastUses;

    public EfIamStore(StoreDialect dialect, TimeProvider clock, IOptions<IamStoreOptions> options)
    {
        Database = new IamDatabase(dialect);
        _resourcePolicies = new ResourcePolicyNames(Database);
        _writer = new CommitWriter(Database, clock);
        _lastUses = new LastUses(Database);
        Observer = new StoreObserver(Database, _resourcePolicies, clock, options);
    }

    public IamDatabase Database { get; }

    public StoreObserver Observer { get; }

    public StoreFreshness? Freshness => Observer.Freshness;

    public ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) =>
        Observer.GetAsync(revisionMin: 0, cancellationToken);

    public ValueTask<IIamSnapshot> GetSnapshotAsync(long revisionMin, CancellationToken cancellationToken) =>
        Observer.GetAsync(revisionMin, cancellationToken);

    public async ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);

        // WHY: subscribers are told of every commit after the first state that was handed out.
        await Observer.GetAsync(revisionMin: 0, cancellationToken);
        await _committing.WaitAsync(cancellationToken);
        try
        {
            long confirmedAt = Observer.Now();
            IamChange change = await _writer.WriteAsync(commit, cancellationToken);
            if (change.Keys.IsEmpty)
            {
                Observer.Require(change.Revision);
            }
            else
            {
                await Observer.PublishAsync(change, confirmedAt);
            }

            return change.Revision;
        }
        catch (IamRevisionConflictException conflict)
        {
            // WHY: whoever decides anew must not be handed the state on which the conflict arose.
            Observer.Require(conflict.ActualRevision);
            throw;
        }
        finally
        {
            _committing.Release();
        }
    }

    public async ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
        ChangeLogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<ChangeRow> rows = await Database.ReadAsync(
            context => ChangeLogRows.Of(context, query).ToListAsync(cancellationToken), cancellationToken);
        return [.. rows.Select(ChangeLogJson.Read)];
    }

    public ValueTask<IReadOnlyDictionary<string, IamLastUse>> FindLastUsesAsync(
        IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        _lastUses.FindLastUsesAsync(ids, cancellationToken);

    public ValueTask RecordLastUsesAsync(IReadOnlyCollection<IamLastUse> uses, CancellationToken cancellationToken) =>
        _lastUses.RecordLastUsesAsync(uses, cancellationToken);

    public IDisposable Subscribe(Action<IamChange> onChange)
    {
        ArgumentNullException.ThrowIfNull(onChange);
        return Observer.Subscribe(onChange);
    }

    public void Dispose()
    {
        _committing.Dispose();
        _resourcePolicies.Dispose();
        Observer.Dispose();
        Database.Dialect.Dispose();
    }
}
