using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Sqlite;
using IamAuthorization.Stores.Specification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IamAuthorization.EntityFrameworkCore.Tests.Schema;

/// <summary>A database that is damaged, newer or away keeps the app from starting, and it says why.</summary>
public sealed class DatabasesThatMustNotBeServedFrom
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string, string, string> Damages
    {
        get
        {
            (string Sql, string Problem)[] damages =
            [
                (
                    "INSERT INTO iam_migration VALUES ('29990101000000_Later', '99.0.0')",
                    "newer than this version of the library knows: it has the migration `29990101000000_Later`"),
                ("UPDATE iam_state SET revision = 7", "at revision 7, but the change log ends at 2"),
                ("DELETE FROM iam_state", "`iam_state` has 0 rows, not one"),
                ("DELETE FROM iam_change WHERE revision = 2", "at revision 2, but the change log ends at 1"),
                (
                    "UPDATE iam_change SET body = REPLACE(body, 'iam:CreateUser', 'iam:DeleteUser') WHERE revision = 2",
                    "entry of revision 2 was altered"),
                ("UPDATE iam_change SET principal_arn = 'arn:aws:iam::1:user/eve'", "entry of revision 2 was altered"),
                ("UPDATE iam_change SET body = '{' WHERE revision = 2", "entry of revision 2 was altered"),
                ("DROP TABLE iam_reference", "it cannot be read:"),
                ("DROP TABLE iam_change_key", "it cannot be read:"),
                ("ALTER TABLE iam_entity DROP COLUMN body", "it cannot be read:"),
            ];
            var data = new TheoryData<string, string, string>();
            foreach ((string sql, string problem) in damages)
            {
                data.Add(TestDatabase.Sqlite, sql, problem);
                data.Add(TestDatabase.PostgreSql, sql, problem);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task DamagedOrNewerDatabase_IsRefused(string kind, string damage, string expected)
    {
        await using TestDatabase database = await FilledAsync(kind);
        Assert.Null(await database.PrepareAsync());

        await database.ExecuteAsync(damage);

        SchemaProblem? problem = await database.PrepareAsync();
        Assert.Contains(expected, problem?.Problem, StringComparison.Ordinal);
        Assert.NotEmpty(problem!.Remedy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4_096)]
    [InlineData(20_000)]
    public async Task SqliteFile_OverwrittenSomewhere_IsRefused(int offset)
    {
        await using TestDatabase database = await FilledAsync(TestDatabase.Sqlite);
        string file = database.ConnectionString["Data Source=".Length..];
        await using (FileStream stream = File.OpenWrite(file))
        {
            stream.Position = offset;
            await stream.WriteAsync(Enumerable.Repeat((byte)0xA5, 4_096).ToArray(), None);
        }

        SchemaProblem? problem = await database.PrepareAsync();

        Assert.NotNull(problem);
        Assert.Contains("restore it from a backup", problem.Remedy, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task App_OnADatabaseOfALaterVersion_DoesNotStart()
    {
        await using TestDatabase database = await FilledAsync(TestDatabase.Sqlite);
        await database.ExecuteAsync("INSERT INTO iam_migration VALUES ('29990101000000_Later', '99.0.0')");
        using IHost host = HostOn(database.ConnectionString);

        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => host.StartAsync(None));

        IamStartupFinding finding = Assert.Single(refused.Findings);
        Assert.Equal("IAM1018", finding.Id);
        Assert.Null(finding.OptOut);
        Assert.Contains("SQLite database `iam.db`", finding.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostgreSqlThatIsAway_IsRefused_AndThePasswordIsNotTold()
    {
        using var dialect = new PostgreSql.PostgreSqlDialect(
            "Host=127.0.0.1;Port=1;Database=orders;Username=u;Password=canary-9;Timeout=2");

        SchemaProblem? problem = await new StoreSchema(dialect, appliesMigrations: true).PrepareAsync(None);

        Assert.Contains("it cannot be read", problem?.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-9", $"{problem} {dialect.Name}", StringComparison.Ordinal);
    }

    private static IHost HostOn(string connectionString)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.Configure<IamOptions>(options =>
        {
            options.Service = "orders";
            options.AccountId = "111122223333";
        });
        new IamBuilder(builder.Services).AddSqliteStore(connectionString);
        return builder.Build();
    }

    private static async Task<TestDatabase> FilledAsync(string kind)
    {
        TestDatabase database = await TestDatabase.NewAsync(kind);
        using EfIamStore store = await database.OpenAsync();
        for (int i = 0; i < 2; i++)
        {
            await store.CommitAsync(
                new IamCommit
                {
                    ExpectedRevision = i,
                    AccountId = Sample.Account,
                    Action = "iam:CreateUser",
                    Puts = [.. Enumerable.Range(0, 40).Select(n => Sample.User($"user{i}-{n}"))],
                },
                None);
        }

        return database;
    }
}
