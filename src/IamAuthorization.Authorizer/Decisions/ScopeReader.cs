using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>
/// What one scope reads once, whatever it is asked: one snapshot, one reading of the clock, each caller. Not for
/// concurrent use: who asks enters the gate first.
/// </summary>
/// <remarks>
/// WHY so much that is not awaited: nearly always all is at hand, and then a question costs no state machine.
/// </remarks>
internal abstract class ScopeReader(ReaderServices services)
{
    private IIamSnapshot? _snapshot;
    private long _revisionMin;
    private DateTimeOffset? _now;
    private CallerPolicies? _named;
    private IamPrincipal? _principal;
    private Caller? _caller;
    private AskedOnce<IamPrincipal, Caller>? _callers;

    /// <summary>Lets one at a time ask.</summary>
    public ScopeGate Gate { get; } = new();

    /// <summary>The revision of the scope's snapshot, or null before the first question.</summary>
    public long? Revision => _snapshot?.Revision;

    /// <summary>The scope's one reading of the clock (C-44).</summary>
    public DateTimeOffset Now => _now ??= Services.Clock.GetUtcNow();

    protected ReaderServices Services { get; } = services;

    /// <summary>The snapshot of a scope that has found its caller.</summary>
    protected IIamSnapshot TakenSnapshot =>
        _snapshot ?? throw new InvalidOperationException("The scope has not found its caller yet.");

    /// <summary>
    /// Sees to it that nothing is decided any more on a state older than a revision: what was read from one is read
    /// anew.
    /// </summary>
    public void RequireRevision(long revisionMin)
    {
        _revisionMin = Math.Max(_revisionMin, revisionMin);
        if (_snapshot?.Revision < _revisionMin)
        {
            _snapshot = null;
            _named = null;
            _principal = null;
            _caller = null;
            _callers = null;
            Forget();
        }
    }

    /// <summary>What the store has of an entity on the scope's snapshot, or null when there is none.</summary>
    /// <exception cref="UndecidableException">It could not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<T?> FindAsync<TAbout, T>(
        TAbout about,
        Func<TAbout, IIamSnapshot, CancellationToken, ValueTask<T?>> find,
        CancellationToken cancellationToken)
        where T : class =>
        await Services.Calls.AskStoreAsync(
            (about, find, Snapshot: await SnapshotAsync(cancellationToken)),
            static (asked, token) => asked.find(asked.about, asked.Snapshot, token),
            cancellationToken);

    /// <summary>The user of that name as the caller it may be, or null when there is none.</summary>
    /// <exception cref="UndecidableException">It could not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<CallerPolicies?> FindUserAsync(
        string accountId, string name, CancellationToken cancellationToken)
    {
        ValueTask<IIamSnapshot> snapshot = SnapshotAsync(cancellationToken);
        return snapshot.IsCompletedSuccessfully
            ? FindUserAsync(accountId, name, snapshot.Result, cancellationToken)
            : FindUserAsync(accountId, name, snapshot, cancellationToken);
    }

    /// <summary>The role of that name as the caller it may be, or null when there is none.</summary>
    /// <exception cref="UndecidableException">It could not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<CallerPolicies?> FindRoleAsync(
        string accountId, string name, CancellationToken cancellationToken) =>
        FindAsync(
            (Services.Loader, accountId, name),
            static (about, snapshot, token) =>
                about.Loader.FindRoleAsync(snapshot, about.accountId, about.name, token),
            cancellationToken);

    /// <summary>Whether a principal may act at all.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<IamPrincipalState> GetStateAsync(IamPrincipal principal, CancellationToken cancellationToken)
    {
        ValueTask<Caller> caller = CallerAsync(principal, cancellationToken);
        return caller.IsCompletedSuccessfully ? new(IamPrincipalState.Alive) : StateOfAsync(caller);
    }

    /// <summary>Forgets what was read and decided on a snapshot that is too old.</summary>
    protected abstract void Forget();

    /// <summary>The caller. Whatever is wrong with it fails the result; nothing is thrown at once.</summary>
    protected ValueTask<Caller> CallerAsync(IamPrincipal principal, CancellationToken cancellationToken)
    {
        ValueTask<IIamSnapshot> snapshot = SnapshotAsync(cancellationToken);
        return snapshot.IsCompletedSuccessfully
            ? CallerAsync(principal, snapshot.Result, cancellationToken)
            : CallerAsync(principal, snapshot, cancellationToken);
    }

    private static async ValueTask<IamPrincipalState> StateOfAsync(ValueTask<Caller> caller)
    {
        try
        {
            await caller;
            return IamPrincipalState.Alive;
        }
        catch (DeadPrincipalException exception)
        {
            return exception.State;
        }
        catch (UndecidableException)
        {
            return IamPrincipalState.Unknown;
        }
    }

    private ValueTask<CallerPolicies?> FindUserAsync(
        string accountId, string name, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        ValueTask<CallerPolicies?> found;
        try
        {
            found = Services.Loader.FindUserAsync(snapshot, accountId, name, cancellationToken);
        }
        catch (Exception exception)
        {
            found = ValueTask.FromException<CallerPolicies?>(exception);
        }

        return found.IsCompletedSuccessfully
            ? new(_named = found.Result)
            : Services.Calls.WaitForStoreAsync(found, cancellationToken);
    }

    private async ValueTask<CallerPolicies?> FindUserAsync(
        string accountId, string name, ValueTask<IIamSnapshot> snapshot, CancellationToken cancellationToken) =>
        await FindUserAsync(accountId, name, await snapshot, cancellationToken);

    private ValueTask<IIamSnapshot> SnapshotAsync(CancellationToken cancellationToken) =>
        _snapshot is { } taken ? new(taken) : TakeSnapshotAsync(cancellationToken);

    private ValueTask<IIamSnapshot> TakeSnapshotAsync(CancellationToken cancellationToken)
    {
        // WHY: before the snapshot. A session issued now must not be younger than a revocation the snapshot lacks.
        _now ??= Services.Clock.GetUtcNow();
        ValueTask<IIamSnapshot> asked;
        try
        {
            asked = _revisionMin == 0
                ? Services.Store.GetSnapshotAsync(cancellationToken)
                : Services.Store.GetSnapshotAsync(_revisionMin, cancellationToken);
        }
        catch (Exception exception)
        {
            asked = ValueTask.FromException<IIamSnapshot>(exception);
        }

        return asked.IsCompletedSuccessfully ? Take(asked.Result) : TakeAsync(asked, cancellationToken);
    }

    private ValueTask<IIamSnapshot> Take(IIamSnapshot? snapshot)
    {
        _snapshot = snapshot?.Revision >= _revisionMin ? snapshot : null;
        return _snapshot is null
            ? ValueTask.FromException<IIamSnapshot>(BoundedCalls.StoreFailed())
            : new(_snapshot);
    }

    private async ValueTask<IIamSnapshot> TakeAsync(
        ValueTask<IIamSnapshot> asked, CancellationToken cancellationToken) =>
        await Take(await Services.Calls.WaitForStoreAsync(asked, cancellationToken));

    private async ValueTask<Caller> CallerAsync(
        IamPrincipal principal, ValueTask<IIamSnapshot> snapshot, CancellationToken cancellationToken) =>
        await CallerAsync(principal, await snapshot, cancellationToken);

    private ValueTask<Caller> CallerAsync(
        IamPrincipal principal, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (principal.Session?.ExpiresAt <= Now)
        {
            return ValueTask.FromException<Caller>(
                new DeadPrincipalException(IamPrincipalState.Expired, "the session has expired"));
        }

        if (ReferenceEquals(principal, _principal))
        {
            return new(_caller!);
        }

        return _callers?.TryFind(principal, out ValueTask<Caller> known) == true
            ? known
            : Keep(principal, ReadCallerAsync(principal, snapshot, cancellationToken));
    }

    private ValueTask<Caller> ReadCallerAsync(
        IamPrincipal principal, IIamSnapshot snapshot, CancellationToken cancellationToken)
    {
        ValueTask<Caller> caller;
        try
        {
            caller = Services.Callers.ReadAsync(principal, _named, snapshot, cancellationToken);
        }
        catch (Exception exception)
        {
            caller = ValueTask.FromException<Caller>(exception);
        }

        return Services.Calls.WaitForStoreAsync(caller, cancellationToken);
    }

    private ValueTask<Caller> Keep(IamPrincipal principal, ValueTask<Caller> caller)
    {
        if (_principal is null && caller.IsCompletedSuccessfully)
        {
            // WHY no list for it: most scopes have one caller.
            (_principal, _caller) = (principal, caller.Result);
            return caller;
        }

        return (_callers ??= new(ReferenceEqualityComparer.Instance)).Keep(principal, caller);
    }
}
