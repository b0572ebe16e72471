using System.Globalization;
using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.EntityFrameworkCore.Tests.Stores;

/// <summary>On tables full of others, what a principal is loaded by is found by indexes, in few queries.</summary>
public sealed class QueryPlans
{
    private const int OthersOfAKind = 2_000;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Arn Role = IamArn.Role("aws", Sample.Account, "Support");
    private static readonly Arn Order = Arn.Parse($"arn:aws:orders:eu-west-1:{Sample.Account}:order/1");

    public static TheoryData<string> Kinds => TestDatabase.Kinds;

    private static (string Question, int Queries, Func<IIamSnapshot, Task> Ask)[] Questions =>
    [
        ("a user with its groups", 2, async one => await one.FindUserAsync(Sample.Account, "alice", None)),
        ("a role", 1, async one => await one.FindRoleAsync(Sample.Account, "Support", None)),
        ("an account", 1, async one => await one.FindAccountAsync(Sample.Account, None)),
        (
            "five managed policies",
            1,
            async one => await one.FindManagedPoliciesAsync(
                [.. Enumerable.Range(0, 5).Select(i => Sample.PolicyArn($"p{i}"))], None)),
        ("a revocation", 1, async one => await one.FindSessionRevocationAsync(Role, None)),
        ("the organization", 1, async one => await one.FindOrganizationPathAsync(Sample.Account, None)),
        ("a resource without policy", 0, async one => await one.FindResourcePolicyAsync(Order, None)),
        ("an access key", 1, async one => await one.FindAsync(IamEntityKey.AccessKey("AKIA1"), None)),
        ("a unique id", 1, async one => await one.FindByUniqueIdAsync("AIDA1", None)),
        (
            "the members of a group",
            1,
            async one => await one.ListReferrersAsync(
                new IamReferrerQuery { Target = IamEntityKey.Group(Sample.Account, "g0") }, None)),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task LoadingAPrincipal_UsesIndexes_AndReadsNoTableThrough(string kind)
    {
        await using TestDatabase database = await FilledAsync(kind);
        var recorder = new CommandRecorder();
        using var dialect = new InterceptedDialect(database, recorder);
        EfIamStore store = await database.OpenAsync(dialect: dialect);
        IIamSnapshot snapshot = await store.GetSnapshotAsync(None);
        await snapshot.FindResourcePolicyAsync(Order, None);
        recorder.Take();

        foreach ((string question, int queries, Func<IIamSnapshot, Task> ask) in Questions)
        {
            await ask(snapshot);

            IReadOnlyList<string> plan = await recorder.ExplainAsync(database);
            string shown = $"{question}:\n{string.Join('\n', plan)}";
            Assert.True(recorder.Explained == queries, $"{recorder.Explained} queries for {shown}");
            Assert.True(queries == 0 || plan.Any(UsesIndex), shown);
            Assert.True(!plan.Any(ReadsThrough), shown);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task FreshSnapshot_AsksNothing(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        var recorder = new CommandRecorder();
        using var dialect = new InterceptedDialect(database, recorder);
        EfIamStore store = await database.OpenAsync(dialect: dialect);
        recorder.Take();

        for (int i = 0; i < 10; i++)
        {
            await store.GetSnapshotAsync(None);
        }

        Assert.Empty(recorder.Take());
    }

    private static bool UsesIndex(string line) => line.Contains("index", StringComparison.OrdinalIgnoreCase);

    /// <summary>Only the table of one row may be read through.</summary>
    private static bool ReadsThrough(string line) =>
        (line.Contains("Seq Scan", StringComparison.Ordinal) || line.StartsWith("SCAN ", StringComparison.Ordinal))
        && line.Contains("iam_", StringComparison.Ordinal)
        && !line.Contains("iam_state", StringComparison.Ordinal);

    private static async Task<TestDatabase> FilledAsync(string kind)
    {
        TestDatabase database = await TestDatabase.NewAsync(kind);
        using (EfIamStore store = await database.OpenAsync())
        {
            await store.CommitAsync(
                new IamCommit
                {
                    ExpectedRevision = 0,
                    AccountId = Sample.Account,
                    Action = "iam:Test",
                    Puts =
                    [
                        .. Enumerable.Range(0, 5).Select(i => Sample.Group($"g{i}")),
                        .. Enumerable.Range(0, 5).Select(i => Sample.Policy($"p{i}")),
                        Sample.User("alice", Sample.Account, "g0", "g1", "g2", "g3", "g4") with { UniqueId = "AIDA1" },
                        Sample.Role("Support"),
                    ],
                },
                None);
        }

        foreach (IamEntityKind entity in Enum.GetValues<IamEntityKind>())
        {
            await database.ExecuteAsync(Fill(kind, (int)entity));
        }

        await database.ExecuteAsync("ANALYZE");
        return database;
    }

    private static string Fill(string kind, int entity)
    {
        string numbers = kind == TestDatabase.Sqlite
            ? "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {0})"
            : "WITH numbers AS (SELECT n FROM generate_series(1, {0}) AS n)";
        string insert = """
            INSERT INTO iam_entity (kind, account, name_key, from_revision, to_revision, name, unique_id, body)
            {0} SELECT {1}, '111122223333', 'OTHER-' || n, 1, NULL, 'other-' || n, 'X{1}-' || n, '{{}}' FROM numbers;
            INSERT INTO iam_reference (target_kind, target_account, target_name_key, referrer_kind, referrer_account,
                referrer_name_key, referrer_name, reference, from_revision, to_revision)
            {0} SELECT {1}, '111122223333', 'OTHER-' || n, 1, '111122223333', 'OTHER-' || n, 'other-' || n, 0, 1, NULL
                FROM numbers;
            """;
        string rows = string.Format(CultureInfo.InvariantCulture, numbers, OthersOfAKind);
        return string.Format(CultureInfo.InvariantCulture, insert, rows, entity);
    }
}
