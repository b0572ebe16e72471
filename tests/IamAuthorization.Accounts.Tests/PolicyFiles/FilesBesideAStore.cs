using IamAuthorization.Stores.Specification;

namespace IamAuthorization.Accounts.Tests.PolicyFiles;

/// <summary>
/// Files decide on what they describe and on what they wrote; what the API made stays, unless the whole account is
/// theirs.
/// </summary>
public sealed class FilesBesideAStore
{
    private const string Account = FilledAccount.Account;
    private const string Doc =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"orders:Get","Resource":"*"}]}""";

    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Steps, and what the plan at their end says.</summary>
    public static TheoryData<string, string, string> Lives => new()
    {
        { "file:alice", "+ User 111122223333/alice", "+ User 111122223333/alice" },
        { "file:alice apply", "", "" },
        { "api:bob file:alice apply", "", "- User 111122223333/bob" },
        { "file:alice file:bob apply nofile:bob", "- User 111122223333/bob", "- User 111122223333/bob" },
        { "file:alice apply api:alice", "~ User 111122223333/alice", "~ User 111122223333/alice" },
        { "file:alice file:bob apply gone:bob nofile:bob", "", "" },
        { "file:alice file:bob apply gone:bob", "+ User 111122223333/bob", "+ User 111122223333/bob" },
        { "file:alice file:bob apply gone:bob nofile:bob api:bob", "", "- User 111122223333/bob" },
        { "api:bob file:alice file:bob apply nofile:bob", "- User 111122223333/bob", "- User 111122223333/bob" },
        {
            "file:alice file:bob apply nofile:bob apply file:bob apply nofile:bob",
            "- User 111122223333/bob",
            "- User 111122223333/bob"
        },
    };

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task Life_OfAUser_InFilesAndOutside(string steps, string own, string whole)
    {
        foreach ((PolicyFileScope scope, string expected) in
            new[] { (PolicyFileScope.OwnEntities, own), (PolicyFileScope.WholeAccount, whole) })
        {
            using var folder = new SyncedFolder(new IamAccount(Account));
            foreach (string[] step in steps.Split(' ').Select(step => step.Split(':')))
            {
                await DoAsync(folder, step[0], step[^1]);
            }

            PolicyFilePlan plan = await folder.Sync.PlanAsync(folder.Path, Account, scope, None);

            Assert.Equal((expected, scope), (plan.ToString(), plan.Scope));
        }
    }

    public static TheoryData<string, string> Users => new()
    {
        { "policies/P.json", "ManagedPolicy 111122223333/P" },
        { "groups/G.json", "Group 111122223333/G" },
    };

    [Theory]
    [MemberData(nameof(Users))]
    public async Task WhatTheApisUserUses_DoesNotGoWithItsFile(string file, string entity)
    {
        using var folder = new SyncedFolder(new IamAccount(Account));
        folder.Write("users/alice.json", "{}").Write("groups/G.json", "{}");
        folder.Write("policies/P.json", $$"""{"PolicyDocument":{{Doc}}}""");
        await ApplyAsync(folder);
        await CommitAsync(
            folder, Sample.User("bob", Account, "G") with { AttachedPolicyArns = [Sample.PolicyArn("P")] });
        folder.Delete(file);

        PolicyFilePlan plan = await folder.Sync.PlanAsync(folder.Path, Account, PolicyFileScope.OwnEntities, None);

        Assert.Equal(
            $"{entity} would be gone and User {Account}/bob uses it, on which the files do not decide: "
                + "take it away there first.",
            Assert.Single(plan.Problems));
    }

    [Fact]
    public async Task VersionsThatTheApiMade_GoWithTheirPolicy()
    {
        using var folder = new SyncedFolder(new IamAccount(Account));
        folder.Write("users/alice.json", "{}").Write("policies/P.json", $$"""{"PolicyDocument":{{Doc}}}""");
        await ApplyAsync(folder);
        ManagedPolicy policy = await folder.FindAsync<ManagedPolicy>(
            IamEntityKey.ManagedPolicy(Sample.PolicyArn("P")));
        await CommitAsync(
            folder,
            policy with { Versions = [.. policy.Versions, new PolicyVersionEntry(2, Sample.Instant)], LastVersion = 2 },
            new ManagedPolicyVersion { PolicyArn = policy.Arn, Number = 2, Document = policy.Document });
        folder.Delete("policies/P.json");

        await ApplyAsync(folder);

        IIamSnapshot snapshot = await folder.Store.GetSnapshotAsync(None);
        Assert.Equal(0, await snapshot.CountAsync(IamEntityKind.ManagedPolicy, Account, None));
        Assert.Equal(0, await snapshot.CountAsync(IamEntityKind.ManagedPolicyVersion, Account, None));
    }

    [Fact]
    public async Task WriterElsewhere_IsNoConflict_UnlessTheWholeAccountIsTheFiles()
    {
        foreach (PolicyFileScope scope in Enum.GetValues<PolicyFileScope>())
        {
            using var folder = new SyncedFolder(new IamAccount(Account));
            folder.Write("users/alice.json", "{}");
            PolicyFilePlan plan = await folder.Sync.PlanAsync(folder.Path, Account, scope, None);
            await CommitAsync(folder, Sample.User("bob"));

            Exception? refusal = await Record.ExceptionAsync(() => folder.Sync.ApplyAsync(plan));

            Assert.Equal(scope == PolicyFileScope.WholeAccount, refusal is IamRevisionConflictException);
        }
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("carol")]
    public async Task WriterOfWhatWasDecidedOn_IsAConflict(string changed)
    {
        using var folder = new SyncedFolder(
            new IamAccount(Account), Sample.User("carol") with { UniqueId = "AIDAEXAMPLECAROL12345" });
        folder.Write("users/alice.json", "{}").Write("roles/R.json", Trusting("user/carol"));
        PolicyFilePlan plan =
            await folder.Sync.PlanAsync(folder.Path, Account, PolicyFileScope.OwnEntities, None);
        await CommitAsync(folder, Sample.User(changed) with { UniqueId = "AIDAEXAMPLEANOTHER123" });

        await Assert.ThrowsAsync<IamRevisionConflictException>(() => folder.Sync.ApplyAsync(plan));
    }

    [Fact]
    public async Task FolderOfAnAccount_MakesItKnown()
    {
        using var folder = new SyncedFolder();
        folder.Write("users/alice.json", "{}");

        await ApplyAsync(folder);

        Assert.Equal(
            new IamAccount(Account) { CreatedAt = folder.Clock.GetUtcNow() },
            await folder.FindAsync(IamEntityKey.Account(Account)));
    }

    private static async Task DoAsync(SyncedFolder folder, string step, string name)
    {
        switch (step)
        {
            case "file": folder.Write($"users/{name}.json", "{}"); break;
            case "nofile": folder.Delete($"users/{name}.json"); break;
            case "apply": await ApplyAsync(folder); break;
            case "gone":
                await CommitAsync(folder, [], [IamEntityKey.User(Account, name)]);
                break;
            default:
                var user = await folder.FindAsync(IamEntityKey.User(Account, name)) as IamUser;
                await CommitAsync(
                    folder,
                    (user ?? Sample.User(name) with { UniqueId = "AIDAEXAMPLEMADEBYAPI1" }) with
                    {
                        Tags = [new IamTag("made", "by the API")],
                        CreatedAt = Sample.Instant,
                    });
                break;
        }
    }

    private static async Task ApplyAsync(SyncedFolder folder)
    {
        PolicyFilePlan plan =
            await folder.Sync.PlanAsync(folder.Path, Account, PolicyFileScope.OwnEntities, None);
        Assert.True(plan.CanBeApplied, plan.ToString());
        await folder.Sync.ApplyAsync(plan);
    }

    private static Task CommitAsync(SyncedFolder folder, params IamEntity[] puts) => CommitAsync(folder, puts, []);

    private static async Task CommitAsync(SyncedFolder folder, IamEntity[] puts, IamEntityKey[] deletions) =>
        await folder.Store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = (await folder.Store.GetSnapshotAsync(None)).Revision,
                AccountId = Account,
                Action = "iam:Test",
                Puts = [.. puts],
                Deletions = [.. deletions],
            },
            None);

    private static string Trusting(string principal) =>
        $$$"""
        {"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Principal":{"AWS":"arn:aws:iam::{{{Account}}}:{{{principal}}}"},"Action":"sts:AssumeRole"}]}}
        """;
}
