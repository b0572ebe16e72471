using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.PostgreSql;
using IamAuthorization.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IamAuthorization.EntityFrameworkCore.Tests.Schema;

/// <summary>How the schema comes into a database.</summary>
public sealed class Migrations
{
    public static TheoryData<string> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EmptyDatabase_GetsTheSchema_Once(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind, isEmpty: true);

        Assert.Null(await database.PrepareAsync());
        Assert.Null(await database.PrepareAsync());
        Assert.Null(await database.PrepareAsync(appliesMigrations: false));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task NodesThatStartAtOnce_WaitForEachOther(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind, isEmpty: true);

        SchemaProblem?[] problems = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => database.PrepareAsync())));

        Assert.All(problems, Assert.Null);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AppliesMigrationsNot_EmptyDatabase_IsAFinding_AndStaysEmpty(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind, isEmpty: true);

        for (int i = 0; i < 2; i++)
        {
            SchemaProblem? problem = await database.PrepareAsync(appliesMigrations: false);
            Assert.Contains("its schema is at nothing, behind", problem?.Problem, StringComparison.Ordinal);
            Assert.Contains("migration script", problem?.Remedy, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Script_RunByHand_MakesTheSchema(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind, isEmpty: true);
        string script = kind == TestDatabase.Sqlite
            ? IamSqliteSchema.MigrationScript()
            : IamPostgreSqlSchema.MigrationScript();

        await database.ExecuteAsync(script);

        Assert.Null(await database.PrepareAsync(appliesMigrations: false));
    }

    [Fact]
    public void ScriptFromAnUnknownMigration_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => IamSqliteSchema.MigrationScript("20010101000000_None"));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Model_HasNoChangeWithoutMigration(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        using StoreDialect dialect = database.NewDialect();
        await using IamDbContext context = dialect.NewContext();

        Assert.False(context.Database.HasPendingModelChanges());
    }
}
