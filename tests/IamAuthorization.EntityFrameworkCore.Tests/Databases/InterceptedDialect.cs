using IamAuthorization.PostgreSql;
using IamAuthorization.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IamAuthorization.EntityFrameworkCore.Tests.Databases;

/// <summary>A database as it is, but for what a test does with the commands that go there.</summary>
internal sealed class InterceptedDialect(TestDatabase database, IInterceptor interceptor) : StoreDialect
{
    private readonly StoreDialect _inner = database.NewDialect();

    public override string Name => _inner.Name;

    public override string LockStateSql => _inner.LockStateSql;

    public override IamDbContext NewContext() => database.Kind == TestDatabase.Sqlite
        ? new SqliteIamDbContext(Intercepted(SqliteDialect.OptionsOf(database.ConnectionString)))
        : new PostgreSqlIamDbContext(Intercepted(PostgreSqlDialect.OptionsOf(database.ConnectionString)));

    public override Task BeginSchemaChangeAsync(IamDbContext context, CancellationToken cancellationToken) =>
        _inner.BeginSchemaChangeAsync(context, cancellationToken);

    public override void Dispose() => _inner.Dispose();

    private DbContextOptions<T> Intercepted<T>(DbContextOptions<T> options)
        where T : IamDbContext => new DbContextOptionsBuilder<T>(options).AddInterceptors(interceptor).Options;
}
