using IamAuthorization.Accounts;
using Microsoft.Data.Sqlite;

namespace OrdersApi.Accounts;

/// <summary>
/// Where accounts are kept: in a file beside the keys, with nothing to install; or in PostgreSQL, for several nodes.
/// </summary>
public static class ShopStore
{
    public static IamBuilder AddShopStore(this IamBuilder iam, SampleHost host)
    {
        if (host.PostgresConnection is { } connection)
        {
            return iam.AddPostgreSqlStore(connection);
        }

        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(host.DataFolder, "iam.db") };
        return iam.AddSqliteStore(file.ConnectionString);
    }
}
