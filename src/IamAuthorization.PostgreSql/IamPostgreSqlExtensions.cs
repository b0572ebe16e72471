using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore;
using IamAuthorization.PostgreSql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes a PostgreSQL database the app's store.</summary>
public static class IamPostgreSqlExtensions
{
    /// <summary>
    /// Keeps accounts, users, groups, roles, policies and the log of their changes in PostgreSQL. A commit is durable
    /// when it returns, and all nodes are told of it. Tables begin with <c>iam_</c> and stand in the first schema of
    /// the search path.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">For example <c>Host=db;Database=orders;Username=orders</c>.</param>
    /// <param name="configure">Sets further options.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The app has a store already.</exception>
    public static IamBuilder AddPostgreSqlStore(
        this IamBuilder builder, string connectionString, Action<IamStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var dialect = new PostgreSqlDialect(connectionString);
        return builder.AddStore(() => dialect, configure);
    }
}
