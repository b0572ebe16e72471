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

    /// <summary>Its journals too: what they hold is what the file will hold.</summary>
    [Fact]
    public async Task SqliteFile_IsItsOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files of Windows have no mode.");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("iam-mode-");
        using (var dialect = new SqliteDialect($"Data Source={Path.Combine(folder.FullName, "iam.db")}"))
        {
            Assert.Null(await new StoreSchema(dialect, appliesMigrations: true).PrepareAsync(CancellationToken.None));
            await using IamDbContext context = dialect.NewContext();
            await context.Database.OpenConnectionAsync();
            await context.States.SingleAsync();

            FileInfo[] files = folder.GetFiles();
            Assert.Contains("iam.db", files.Select(file => file.Name));
            Assert.All(
                files,
                file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode));
        }

        folder.Delete(recursive: true);
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
