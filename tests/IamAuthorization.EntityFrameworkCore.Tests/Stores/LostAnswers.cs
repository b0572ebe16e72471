using System.Data.Common;
using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Stores.Specification;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IamAuthorization.EntityFrameworkCore.Tests.Stores;

/// <summary>The answer to COMMIT is lost: the store finds out what became of it (threat C4).</summary>
[Trait("Threat", "C4")]
public sealed class LostAnswers
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(Fault.AfterCommit)]
    [InlineData(Fault.BeforeCommit)]
    public async Task AnswerLost_CommitIsAcknowledgedExactlyWhenItIsThere(Fault fault)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(TestDatabase.Sqlite);
        var faults = new Faults();
        using var dialect = new InterceptedDialect(database, faults);
        EfIamStore store = await database.OpenAsync(dialect: dialect);

        faults.Next = fault;
        bool isAcknowledged = await TryPutAsync(store, "alice");

        EfIamStore another = await database.OpenAsync();
        IIamSnapshot snapshot = await another.GetSnapshotAsync(None);
        bool isThere = await snapshot.FindUserAsync(Sample.Account, "alice", None) is not null;
        Assert.Equal(fault == Fault.AfterCommit, isThere);
        Assert.Equal(isThere, isAcknowledged);
        Assert.Equal(isThere ? 1 : 0, (await another.ReadChangeLogAsync(new ChangeLogQuery(), None)).Count);
    }

    [Fact]
    public async Task AnswerLost_NextCommit_Succeeds()
    {
        await using TestDatabase database = await TestDatabase.NewAsync(TestDatabase.Sqlite);
        var faults = new Faults();
        using var dialect = new InterceptedDialect(database, faults);
        EfIamStore store = await database.OpenAsync(dialect: dialect);

        faults.Next = Fault.BeforeCommit;
        bool first = await TryPutAsync(store, "alice");
        bool second = await TryPutAsync(store, "alice");

        Assert.Equal((false, true), (first, second));
        Assert.Equal(1, (await store.GetSnapshotAsync(None)).Revision);
    }

    [Fact]
    public async Task CancelledBeforeCommit_NothingIsThere()
    {
        await using TestDatabase database = await TestDatabase.NewAsync(TestDatabase.Sqlite);
        var faults = new Faults();
        using var dialect = new InterceptedDialect(database, faults);
        EfIamStore store = await database.OpenAsync(dialect: dialect);
        using var cancelled = new CancellationTokenSource();
        faults.OnSaving = cancelled.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.CommitAsync(Commit("alice"), cancelled.Token));

        faults.OnSaving = null;
        Assert.Empty(await store.ReadChangeLogAsync(new ChangeLogQuery(), None));
        Assert.Equal(1, await store.CommitAsync(Commit("bob"), None));
    }

    private static IamCommit Commit(string user) => new()
    {
        ExpectedRevision = 0,
        AccountId = Sample.Account,
        Action = "iam:CreateUser",
        Puts = [Sample.User(user)],
    };

    private static async Task<bool> TryPutAsync(EfIamStore store, string user)
    {
        try
        {
            await store.CommitAsync(Commit(user), None);
            return true;
        }
        catch (IamStoreUnavailableException)
        {
            return false;
        }
    }

    public enum Fault
    {
        None = 0,
        BeforeCommit,
        AfterCommit,
    }

    private sealed class Faults : DbTransactionInterceptor, ISaveChangesInterceptor
    {
        public Fault Next { get; set; }

        public Action? OnSaving { get; set; }

        public ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            OnSaving?.Invoke();
            return new(result);
        }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default)
        {
            Fault fault = Next;
            Next = Fault.None;
            if (fault == Fault.AfterCommit)
            {
                transaction.Commit();
            }

            return fault == Fault.None ? new(result) : throw new SqliteException("The connection was lost.", 10);
        }
    }
}
