using IamAuthorization.Accounts;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>The queries of snapshots: what was in force at a revision.</summary>
internal static class AsOf
{
    public static IQueryable<EntityRow> Find(IamDbContext context, IamEntityKey key, long revision)
    {
        string name = key.NormalizedName;
        return OfKind(context, key.Kind, key.AccountId, revision).Where(row => row.NameKey == name);
    }

    /// <summary>All of one kind with any of the accounts and any of the names: perhaps more than asked for.</summary>
    public static IQueryable<EntityRow> FindMany(
        IamDbContext context, IamEntityKind kind, string[] accountIds, string[] names, long revision)
    {
        short asked = (short)kind;
        return InForce(context, revision).Where(
            row => row.Kind == asked && accountIds.Contains(row.AccountId) && names.Contains(row.NameKey));
    }

    public static IQueryable<EntityRow> FindByUniqueId(IamDbContext context, string uniqueId, long revision) =>
        InForce(context, revision).Where(row => row.UniqueId == uniqueId);

    public static IQueryable<EntityRow> List(IamDbContext context, IamEntityQuery query, long revision)
    {
        IQueryable<EntityRow> rows = OfKind(context, query.Kind, query.AccountId, revision);
        if (query.After is not null)
        {
            string after = IamEntityKey.Restore(query.Kind, query.AccountId, query.After).NormalizedName;
            rows = rows.Where(row => row.NameKey.CompareTo(after) > 0);
        }

        return rows.OrderBy(row => row.NameKey).Take(query.CountMax);
    }

    public static IQueryable<HorizonAndCount> Count(
        IamDbContext context, IamEntityKind kind, string accountId, long revision)
    {
        IQueryable<EntityRow> rows = OfKind(context, kind, accountId, revision);
        return context.States.Select(state => new HorizonAndCount(state.PrunedRevision, rows.Count()));
    }

    public static IQueryable<ReferrerName> ListReferrers(IamDbContext context, IamReferrerQuery query, long revision)
    {
        short targetKind = (short)query.Target.Kind;
        string targetAccountId = query.Target.AccountId;
        string targetName = query.Target.NormalizedName;
        IQueryable<ReferenceRow> rows = context.References
            .Where(row => row.TargetKind == targetKind
                && row.TargetAccountId == targetAccountId
                && row.TargetNameKey == targetName
                && row.FromRevision <= revision
                && (row.ToRevision == null || row.ToRevision > revision));
        if (query.Reference is { } reference)
        {
            short asked = (short)reference;
            rows = rows.Where(row => row.Reference == asked);
        }

        if (query.After is { } after)
        {
            rows = After(rows, after);
        }

        return rows
            .Select(row => new ReferrerName
            {
                Kind = row.ReferrerKind,
                AccountId = row.ReferrerAccountId,
                NameKey = row.ReferrerNameKey,
                Name = row.ReferrerName,
            })
            .Distinct()
            .OrderBy(row => row.Kind).ThenBy(row => row.AccountId).ThenBy(row => row.NameKey)
            .Take(query.CountMax);
    }

    private static IQueryable<ReferenceRow> After(IQueryable<ReferenceRow> rows, IamEntityKey after)
    {
        short kind = (short)after.Kind;
        string accountId = after.AccountId;
        string name = after.NormalizedName;
        return rows.Where(row => row.ReferrerKind > kind
            || (row.ReferrerKind == kind
                && (row.ReferrerAccountId.CompareTo(accountId) > 0
                    || (row.ReferrerAccountId == accountId && row.ReferrerNameKey.CompareTo(name) > 0))));
    }

    private static IQueryable<EntityRow> OfKind(
        IamDbContext context, IamEntityKind kind, string accountId, long revision)
    {
        short asked = (short)kind;
        return InForce(context, revision).Where(row => row.Kind == asked && row.AccountId == accountId);
    }

    private static IQueryable<EntityRow> InForce(IamDbContext context, long revision) =>
        context.Entities.Where(
            row => row.FromRevision <= revision && (row.ToRevision == null || row.ToRevision > revision));
}
