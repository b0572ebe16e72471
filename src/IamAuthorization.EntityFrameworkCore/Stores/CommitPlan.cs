using IamAuthorization.Accounts;
using Microsoft.EntityFrameworkCore;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>The rows of a commit: those in force are closed, and new ones are added.</summary>
internal static class CommitPlan
{
    /// <summary>What a commit really changes: no puts that equal what is stored, no deletions of nothing.</summary>
    public static async Task<IReadOnlyList<PlannedChange>> ReadAsync(
        IamDbContext context, IamCommit commit, CancellationToken cancellationToken)
    {
        var after = commit.Deletions.Distinct().ToDictionary(key => key, _ => (IamEntity?)null);
        foreach (IamEntity entity in commit.Puts)
        {
            // WHY removed first: the key carries the case of the name, which may be what changes.
            after.Remove(entity.Key);
            after.Add(entity.Key, entity);
        }

        Dictionary<IamEntityKey, EntityRow> rows = await ReadRowsAsync(context, after.Keys, cancellationToken);
        return
        [
            .. after
                .Select(change => Plan(change.Key, rows.GetValueOrDefault(change.Key), change.Value))
                .OfType<PlannedChange>(),
        ];
    }

    /// <summary>Has the context write the entities and what they refer to.</summary>
    public static async Task TrackAsync(
        IamDbContext context,
        IReadOnlyList<PlannedChange> changes,
        long revision,
        CancellationToken cancellationToken)
    {
        ILookup<IamEntityKey, ReferenceRow> references = await ReadReferencesAsync(
            context, changes.Where(change => change.Row is not null).Select(change => change.Key), cancellationToken);
        foreach (PlannedChange change in changes)
        {
            if (change.Row is { } row)
            {
                row.ToRevision = revision;
            }

            if (change.After is { } entity)
            {
                context.Add(RowOf(entity, change.Body!, revision));
            }

            TrackReferences(context, references[change.Key], change, revision);
        }
    }

    /// <summary>Has the context write the log.</summary>
    public static void TrackLog(
        IamDbContext context,
        ChangeLogEntry entry,
        IEnumerable<PlannedChange> changes,
        IEnumerable<IamEntityKey> touches)
    {
        context.Add(new ChangeRow
        {
            Revision = entry.Revision,
            AccountId = entry.AccountId,
            Sequence = entry.Sequence,
            At = entry.At.ToUnixTimeMilliseconds(),
            Action = entry.Action,
            PrincipalArn = entry.Origin.PrincipalArn,
            PreviousHash = entry.PreviousHash,
            Hash = entry.Hash,
            Body = ChangeLogJson.Write(entry),
        });
        HashSet<IamEntityKey> changed = [.. changes.Select(change => change.Key)];
        context.AddRange(changed.Select(key => RowOf(key, entry.Revision, isContent: true)));
        context.AddRange(touches.Distinct().Where(key => !changed.Contains(key))
            .Select(key => RowOf(key, entry.Revision, isContent: false)));
    }

    private static PlannedChange? Plan(IamEntityKey key, EntityRow? row, IamEntity? after)
    {
        string? body = after is null ? null : EntityJson.Write(after);
        if (string.Equals(row?.Body, body, StringComparison.Ordinal))
        {
            return null;
        }

        // WHY compared as entities, too: a document that only differs in its spaces is the same document.
        IamEntity? before = row is null ? null : EntityJson.Read(row.Key(), row.Body);
        return Equals(before, after) ? null : new PlannedChange(key, row, before, after, body);
    }

    private static void TrackReferences(
        IamDbContext context, IEnumerable<ReferenceRow> rows, PlannedChange change, long revision)
    {
        HashSet<IamReference> wanted = change.After is null ? [] : [.. IamReference.Of(change.After)];
        string? name = change.After?.Key.Name;
        foreach (ReferenceRow row in rows)
        {
            bool isKept = string.Equals(row.ReferrerName, name, StringComparison.Ordinal)
                && wanted.Remove(row.ToReference());
            if (!isKept)
            {
                row.ToRevision = revision;
            }
        }

        context.AddRange(wanted.Select(reference => RowOf(reference, change.After!.Key, revision)));
    }

    private static async Task<Dictionary<IamEntityKey, EntityRow>> ReadRowsAsync(
        IamDbContext context, IEnumerable<IamEntityKey> keys, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<IamEntityKey, EntityRow>();
        foreach ((short kind, string accountId, string[] names) in RowKeys.InGroups(keys))
        {
            List<EntityRow> found = await context.Entities
                .Where(row => row.Kind == kind
                    && row.AccountId == accountId
                    && names.Contains(row.NameKey)
                    && row.ToRevision == null)
                .ToListAsync(cancellationToken);
            found.ForEach(row => rows.Add(row.Key(), row));
        }

        return rows;
    }

    private static async Task<ILookup<IamEntityKey, ReferenceRow>> ReadReferencesAsync(
        IamDbContext context, IEnumerable<IamEntityKey> referrers, CancellationToken cancellationToken)
    {
        var rows = new List<ReferenceRow>();
        foreach ((short kind, string accountId, string[] names) in RowKeys.InGroups(referrers))
        {
            rows.AddRange(await context.References
                .Where(row => row.ReferrerKind == kind
                    && row.ReferrerAccountId == accountId
                    && names.Contains(row.ReferrerNameKey)
                    && row.ToRevision == null)
                .ToListAsync(cancellationToken));
        }

        return rows.ToLookup(row => row.Referrer());
    }

    private static EntityRow RowOf(IamEntity entity, string body, long revision) => new()
    {
        Kind = (short)entity.Key.Kind,
        AccountId = entity.Key.AccountId,
        NameKey = entity.Key.NormalizedName,
        Name = entity.Key.Name,
        FromRevision = revision,
        UniqueId = IamEntityIds.UniqueIdOf(entity),
        Body = body,
    };

    private static ReferenceRow RowOf(IamReference reference, IamEntityKey referrer, long revision) => new()
    {
        TargetKind = (short)reference.Target.Kind,
        TargetAccountId = reference.Target.AccountId,
        TargetNameKey = reference.Target.NormalizedName,
        Reference = (short)reference.Kind,
        ReferrerKind = (short)referrer.Kind,
        ReferrerAccountId = referrer.AccountId,
        ReferrerNameKey = referrer.NormalizedName,
        ReferrerName = referrer.Name,
        FromRevision = revision,
    };

    private static ChangeKeyRow RowOf(IamEntityKey key, long revision, bool isContent) => new()
    {
        Kind = (short)key.Kind,
        AccountId = key.AccountId,
        NameKey = key.NormalizedName,
        Name = key.Name,
        Revision = revision,
        IsContent = isContent,
    };
}
