using IamAuthorization.Stores.Specification;

namespace IamAuthorization.Accounts.Tests.Stores;

public sealed class ReadsInMemory() : StoreReads(new StoresInMemory());

public sealed class CommitsInMemory() : StoreCommits(new StoresInMemory());

public sealed class ConflictsInMemory() : StoreConflicts(new StoresInMemory());

public sealed class SnapshotsInMemory() : StoreSnapshots(new StoresInMemory());

public sealed class ReferencesInMemory() : StoreReferences(new StoresInMemory());

public sealed class ListsInMemory() : StoreLists(new StoresInMemory());

public sealed class UniqueIdsInMemory() : StoreUniqueIds(new StoresInMemory());

public sealed class SubscriptionsInMemory() : StoreSubscriptions(new StoresInMemory());

public sealed class ChangeLogInMemory() : StoreChangeLog(new StoresInMemory());

public sealed class LastUsedInMemory() : StoreLastUsed(new StoresInMemory());

public sealed class ConcurrencyInMemory() : StoreConcurrency(new StoresInMemory());

public sealed class ModelInMemory() : StoreAgainstAModel(new StoresInMemory());
