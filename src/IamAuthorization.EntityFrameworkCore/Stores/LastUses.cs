using System.Globalization;
using IamAuthorization.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>Last uses in a table of their own, which commits and snapshots know nothing of.</summary>
internal sealed class LastUses(IamDatabase database) : IIamLastUsedStore
{
    /// <summary>How many rows one statement reads or writes.</summary>
    private const int RowsPerStatement = 200;

    private const int ColumnCount = 4;

    public async ValueTask<IReadOnlyDictionary<string, IamLastUse>> FindLastUsesAsync(
        IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var found = new Dictionary<string, IamLastUse>(StringComparer.Ordinal);
        foreach (string[] some in ids.Distinct(StringComparer.Ordinal).Chunk(RowsPerStatement))
        {
            List<LastUseRow> rows = await database.ReadAsync(
                context => context.LastUses.Where(row => some.Contains(row.Id)).ToListAsync(cancellationToken),
                cancellationToken);
            rows.ForEach(row => found.Add(row.Id, UseOf(row)));
        }

        return found;
    }

    /// <summary>WHY by id: nodes that write the same rows at once would wait for each other.</summary>
    public async ValueTask RecordLastUsesAsync(
        IReadOnlyCollection<IamLastUse> uses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uses);
        IEnumerable<IamLastUse> latest = uses
            .GroupBy(use => use.Id, StringComparer.Ordinal)
            .Select(ofOne => ofOne.MaxBy(use => use.At)!)
            .OrderBy(use => use.Id, StringComparer.Ordinal);
        foreach (IamLastUse[] some in latest.Chunk(RowsPerStatement))
        {
            await database.ReadAsync(context => WriteAsync(context, some, cancellationToken), cancellationToken);
        }
    }

    private static async Task<int> WriteAsync(
        IamDbContext context, IamLastUse[] uses, CancellationToken cancellationToken)
    {
        await using IDbContextTransaction transaction =
            await context.Database.BeginTransactionAsync(cancellationToken);
        int written = await context.Database.ExecuteSqlRawAsync(
            SqlOf(uses.Length),
            uses.SelectMany(use => new object[]
            {
                use.Id, use.At.ToUnixTimeMilliseconds(), use.Service ?? string.Empty, use.Region ?? string.Empty,
            }),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    private static string SqlOf(int rowCount)
    {
        IEnumerable<string> rows = Enumerable.Range(0, rowCount).Select(row =>
        {
            IEnumerable<string> places = Enumerable.Range(row * ColumnCount, ColumnCount)
                .Select(place => string.Create(CultureInfo.InvariantCulture, $"{{{place}}}"));
            return $"({string.Join(", ", places)})";
        });
        return $"""
            INSERT INTO iam_last_use (id, at, service, region) VALUES {string.Join(", ", rows)}
            ON CONFLICT (id) DO UPDATE SET at = excluded.at, service = excluded.service, region = excluded.region
            WHERE iam_last_use.at < excluded.at
            """;
    }

    private static IamLastUse UseOf(LastUseRow row) => new()
    {
        Id = row.Id,
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.At),
        Service = row.Service.Length == 0 ? null : row.Service,
        Region = row.Region.Length == 0 ? null : row.Region,
    };
}
