using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore;
using IamAuthorization.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes a SQLite file the app's store.</summary>
public static class IamSqliteExtensions
{
    /// <summary>
    /// Keeps accounts, users, groups, roles, policies and the log of their changes in a SQLite file, which is made
    /// when it is missing. A commit is on the disk when it returns. Several processes of one machine may share the
    /// file; a node on another machine needs PostgreSQL.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">For example <c>Data Source=iam.db</c>.</param>
    /// <param name="configure">Sets further options.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The connection string names no file that can be written.</exception>
    /// <exception cref="InvalidOperationException">The app has a store already.</exception>
    public static IamBuilder AddSqliteStore(
        this IamBuilder builder, string connectionString, Action<IamStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var dialect = new SqliteDialect(connectionString);
        return builder.AddStore(() => dialect, configure);
    }
}
