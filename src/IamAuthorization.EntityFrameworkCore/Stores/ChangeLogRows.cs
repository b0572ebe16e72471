using IamAuthorization.Accounts;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>The rows of the change log that a query asks for.</summary>
internal static class ChangeLogRows
{
    public static IQueryable<ChangeRow> Of(IamDbContext context, ChangeLogQuery query)
    {
        IQueryable<ChangeRow> rows = context.Changes.Where(row => row.Revision > query.AfterRevision);
        if (query.AccountId is { } accountId)
        {
            rows = rows.Where(row => row.AccountId == accountId);
        }

        if (query.PrincipalArn is { } principalArn)
        {
            rows = rows.Where(row => row.PrincipalArn == principalArn);
        }

        if (query.Action is { } action)
        {
            rows = rows.Where(row => row.Action == action);
        }

        if (query.From is { } from)
        {
            long earliest = Ceiling(from);
            rows = rows.Where(row => row.At >= earliest);
        }

        if (query.Until is { } until)
        {
            long end = Ceiling(until);
            rows = rows.Where(row => row.At < end);
        }

        return OfEntity(context, rows, query.Entity).OrderBy(row => row.Revision).Take(query.CountMax);
    }

    private static IQueryable<ChangeRow> OfEntity(
        IamDbContext context, IQueryable<ChangeRow> rows, IamEntityKey? entity)
    {
        if (entity is not { } key)
        {
            return rows;
        }

        short kind = (short)key.Kind;
        string accountId = key.AccountId;
        string name = key.NormalizedName;
        return rows.Where(row => context.ChangeKeys.Any(changed =>
            changed.Kind == kind
            && changed.AccountId == accountId
            && changed.NameKey == name
            && changed.Revision == row.Revision
            && changed.IsContent));
    }

    /// <summary>The first whole millisecond that is not before an instant: entries are dated by them.</summary>
    private static long Ceiling(DateTimeOffset instant)
    {
        long milliseconds = instant.ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) < instant ? milliseconds + 1 : milliseconds;
    }
}
