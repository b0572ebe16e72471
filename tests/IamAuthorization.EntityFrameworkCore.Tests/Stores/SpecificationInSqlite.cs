using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.EntityFrameworkCore.Tests.Stores;

public sealed class ReadsInSqlite() : StoreReads(new StoresInDatabases(TestDatabase.Sqlite));

public sealed class CommitsInSqlite() : StoreCommits(new StoresInDatabases(TestDatabase.Sqlite));

public sealed class ConflictsInSqlite() : StoreConflicts(new StoresInDatabases(TestDatabase.Sqlite));

public sealed class SnapshotsInSqlite() : StoreSnapshots(new StoresInDatabases(TestDatabase.Sqlite));

public sealed class ReferencesInSqlite() : StoreReferences(new StoresInDatabases(TestDatabase.Sqlite));

public sealed class ListsInSqlite() : StoreLists(new StoresInDatabases(TestDatabase.Sqlite));

public sealed class UniqueIdsInSqlite() : StoreUniqueIds(new StoresInDatabases(TestDatabase.Sqlite));

public sealed class SubscriptionsInSqlite() : StoreSubscriptions(new StoresInDatabases(TestDatabase.Sqlite));

public sealed class ChangeLogInSqlite() : StoreChangeLog(new StoresInDatabases(TestDatabase.Sqlite));

public sealed class LastUsedInSqlite() : StoreLastUsed(new StoresInDatabases(TestDatabase.Sqlite));

public sealed class ConcurrencyInSqlite() : StoreConcurrency(new StoresInDatabases(TestDatabase.Sqlite));

public sealed class NodesInSqlite() : StoreNodes(new StoresInDatabases(TestDatabase.Sqlite));

public sealed class ModelInSqlite() : StoreAgainstAModel(new StoresInDatabases(TestDatabase.Sqlite))
{
    protected override int CountDefault => 1;
}
