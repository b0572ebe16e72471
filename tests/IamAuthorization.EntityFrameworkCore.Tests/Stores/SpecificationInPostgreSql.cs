using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.EntityFrameworkCore.Tests.Stores;

public sealed class ReadsInPostgreSql() : StoreReads(new StoresInDatabases(TestDatabase.PostgreSql));

public sealed class CommitsInPostgreSql() : StoreCommits(new StoresInDatabases(TestDatabase.PostgreSql));

public sealed class ConflictsInPostgreSql() : StoreConflicts(new StoresInDatabases(TestDatabase.PostgreSql));

public sealed class SnapshotsInPostgreSql() : StoreSnapshots(new StoresInDatabases(TestDatabase.PostgreSql));

public sealed class ReferencesInPostgreSql() : StoreReferences(new StoresInDatabases(TestDatabase.PostgreSql));

public sealed class ListsInPostgreSql() : StoreLists(new StoresInDatabases(TestDatabase.PostgreSql));

public sealed class UniqueIdsInPostgreSql() : StoreUniqueIds(new StoresInDatabases(TestDatabase.PostgreSql));

public sealed class SubscriptionsInPostgreSql() : StoreSubscriptions(new StoresInDatabases(TestDatabase.PostgreSql));

public sealed class ChangeLogInPostgreSql() : StoreChangeLog(new StoresInDatabases(TestDatabase.PostgreSql));

public sealed class LastUsedInPostgreSql() : StoreLastUsed(new StoresInDatabases(TestDatabase.PostgreSql));

public sealed class ConcurrencyInPostgreSql() : StoreConcurrency(new StoresInDatabases(TestDatabase.PostgreSql));

public sealed class NodesInPostgreSql() : StoreNodes(new StoresInDatabases(TestDatabase.PostgreSql));

public sealed class ModelInPostgreSql() : StoreAgainstAModel(new StoresInDatabases(TestDatabase.PostgreSql))
{
    protected override int CountDefault => 1;
}
