using System.Runtime.CompilerServices;

namespace IamAuthorization.Accounts;

/// <summary>Reads a change log to its end, page by page.</summary>
internal static class ChangeLogPages
{
    public static async IAsyncEnumerable<ChangeLogEntry> ReadAsync(
        IIamStore store, ChangeLogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ChangeLogQuery next = query;
        while (true)
        {
            IReadOnlyList<ChangeLogEntry> page = await store.ReadChangeLogAsync(next, cancellationToken);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (ChangeLogEntry entry in page)
            {
                yield return entry;
            }

            next = After(query, page[^1].Revision);
        }
    }

    private static ChangeLogQuery After(ChangeLogQuery query, long revision) => new()
    {
        AccountId = query.AccountId,
        AfterRevision = revision,
        PrincipalArn = query.PrincipalArn,
        Action = query.Action,
        Entity = query.Entity,
        From = query.From,
        Until = query.Until,
        CountMax = query.CountMax,
    };
}
