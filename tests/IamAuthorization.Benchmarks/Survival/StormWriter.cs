using System.Globalization;
using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Survival;

/// <summary>
/// What is killed: several writers that commit as fast as they can, three entities of one name each, and print a line
/// for every commit once it was acknowledged.
/// </summary>
internal static class StormWriter
{
    public const string Account = "111122223333";
    public const string Ready = "ready";

    private const int Writers = 4;
    private const string Document =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"orders:*","Resource":"*"}]}""";

    /// <param name="kind">Which store.</param>
    /// <param name="connectionString">Its database.</param>
    /// <param name="round">Begins the names of what is written.</param>
    /// <param name="prepares">Whether the schema is looked at first, or known to be good.</param>
    public static async Task RunAsync(string kind, string connectionString, string round, bool prepares)
    {
        await Console.Out.WriteLineAsync(Ready);
        await Console.Out.FlushAsync();
        StoreDialect dialect = SurvivalStore.DialectOf(kind, connectionString);
        await using SurvivalStore opened = prepares
            ? await SurvivalStore.OpenAsync(dialect)
            : await SurvivalStore.OpenPreparedAsync(dialect);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            () => WriteAsync(opened.Store, $"r{round}w{writer}"))));
    }

    /// <summary>The three entities of a commit; each is there exactly when the others are.</summary>
    public static IamEntity[] EntitiesOf(string name) =>
    [
        new IamGroup { Arn = IamArn.Group("aws", Account, name) },
        new IamUser { Arn = IamArn.User("aws", Account, name), GroupNames = [name] },
        new ManagedPolicy
        {
            Arn = IamArn.ManagedPolicy("aws", Account, name),
            Document = PolicyDocument.Parse(Document, PolicyKind.Managed, new PolicyReadOptions { KeepsText = true }),
        },
    ];

    private static async Task WriteAsync(EfIamStore store, string prefix)
    {
        for (int i = 0; ; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{prefix}i{i}");
            IIamSnapshot snapshot = await store.GetSnapshotAsync(CancellationToken.None);
            long revision = await store.CommitAsync(
                new IamCommit
                {
                    ExpectedRevision = snapshot.Revision,
                    AccountId = Account,
                    Action = name,
                    Puts = [.. EntitiesOf(name)],
                },
                CancellationToken.None);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{revision} {name}"));
            await Console.Out.FlushAsync();
        }
    }
}
