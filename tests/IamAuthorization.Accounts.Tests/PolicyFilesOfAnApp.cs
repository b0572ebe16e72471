using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace IamAuthorization.Accounts.Tests;

public sealed class PolicyFilesOfAnApp
{
    private const string Doc = Documents.AllowAll;

    private const string Account = "111122223333";

    private const string Alice =
        """
        {
          "UserName": "alice",
          "Path": "/shop/",
          "UserId": "AIDAEXAMPLEEXAMPLE123",
          "GroupList": ["Sales"],
          "AttachedManagedPolicies": [{"PolicyName": "Read", "PolicyArn": "arn:aws:iam::111122223333:policy/Read"}],
          "PermissionsBoundary": {"PermissionsBoundaryArn": "arn:aws:iam::111122223333:policy/Read"},
          "UserPolicyList": [{"PolicyName": "own", "PolicyDocument":
        """ + Doc + """
          }],
          "Tags": [{"Key": "team", "Value": "red"}]
        }
        """;

    private const string Trust =
        """
        {"Version":"2012-10-17",
         "Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}
        """;

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Layout_AllKindsOfFile_BecomeEntities()
    {
        using PolicyFolder folder = Shop()
            .Write("README.md", "how we write policies")
            .Write(".git/x.json", "no policy")
            .Write($"{Account}/account.json", $$$"""
                {"AccountAlias":"shop","ResourcePolicies":[
                  {"ResourceArn":"arn:aws:orders:eu-west-1:{{{Account}}}:order/1",
                   "PolicyDocument":{"Version":"2012-10-17",
                     "Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"} } } ]}
                """)
            .Write($"{Account}/roles/Auditor.json",
                $$$"""
                {"AssumeRolePolicyDocument":{{{Trust}}},"MaxSessionDuration":7200,"RoleId":"AROAEXAMPLEEXAMPLE123"}
                """)
            .Write("organization.json", $$$"""
                {"Id":"o-1","ManagementAccountId":"{{{Account}}}",
                 "Root":{"Id":"r-1","Accounts":[{"AccountId":"{{{Account}}}"}]}}
                """);
        await using ServiceProvider services = folder.Build();

        PolicyFileReport report = await services.GetRequiredService<IPolicyFiles>().ReloadAsync();

        Assert.True(report.IsLoaded, string.Join('\n', report.Findings));
        IIamSnapshot snapshot = await services.GetRequiredService<IIamStore>().GetSnapshotAsync(None);
        Assert.Equal("shop", (await snapshot.FindAccountAsync(Account, None))!.Alias);
        UserWithGroups alice = (await snapshot.FindUserAsync(Account, "alice", None))!;
        Assert.Equal("arn:aws:iam::111122223333:user/shop/alice", alice.User.Arn.ToString());
        Assert.Equal("AIDAEXAMPLEEXAMPLE123", alice.User.UniqueId);
        Assert.Equal("Sales", Assert.Single(alice.Groups).Name);
        Assert.Equal("own", Assert.Single(alice.User.InlinePolicies).Name);
        Assert.Equal([new IamTag("team", "red")], alice.User.Tags);
        Assert.Equal("arn:aws:iam::111122223333:policy/Read", alice.User.PermissionsBoundaryArn.ToString());
        Assert.Equal(
            TimeSpan.FromHours(2), (await snapshot.FindRoleAsync(Account, "Auditor", None))!.SessionDurationMax);
        Assert.NotNull(await snapshot.FindResourcePolicyAsync(
            Arn.Parse($"arn:aws:orders:eu-west-1:{Account}:order/1"), None));
        Assert.Equal("o-1/r-1/", (await snapshot.FindOrganizationPathAsync(Account, None))!.Path);
    }

    [Fact]
    public async Task ManagedPolicy_WithVersions_HasItsDefault()
    {
        using PolicyFolder folder = new PolicyFolder().Write($"{Account}/policies/P.json", $$$"""
            {"PolicyVersionList":[
              {"VersionId":"v1","Document":{"Version":"2012-10-17",
                "Statement":{"Effect":"Deny","Action":"*","Resource":"*"} } },
              {"VersionId":"v2","Document":{{{Doc}}},"IsDefaultVersion":true}]}
            """);
        await using ServiceProvider services = folder.Build();

        PolicyFileReport report = await services.GetRequiredService<IPolicyFiles>().ReloadAsync();

        Assert.True(report.IsLoaded, string.Join('\n', report.Findings));
        IIamSnapshot snapshot = await services.GetRequiredService<IIamStore>().GetSnapshotAsync(None);
        ManagedPolicy policy =
            (await snapshot.FindManagedPolicyAsync(IamArn.ManagedPolicy("aws", Account, "P"), None))!;
        Assert.Equal(PolicyEffect.Allow, policy.Document.Statements[0].Effect);
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "111122223333/users/a.json", "{", "(1,2): error NOT_JSON: " },
        { "111122223333/users/a.json", "{} {}", "(1,4): error NOT_JSON: " },
        { "111122223333/users/a.json", "{\n  // no\n}", "(2,3): error NOT_JSON: " },
        { "111122223333/users/a.json", "[]", "(1,1): error WRONG_TYPE: the file is a list: write an object" },
        {
            "111122223333/users/a.json",
            "{\n  \"UserNam\": \"a\"}",
            "(2,3): error UNKNOWN_MEMBER: `UserNam` is unknown here: did you mean `UserName`? known are "
        },
        { "111122223333/users/a.json", "{\"Path\":\"/\",\"Path\":\"/\"}", "(1,13): error DUPLICATE_MEMBER: `Path`" },
        { "111122223333/users/a.json", "{\"UserName\": 7}", "(1,14): error WRONG_TYPE: `UserName` is a number" },
        { "111122223333/users/a.json", "{\"UserName\": \"b\"}", "(1,14): error NAME_MISMATCH: " },
        { "111122223333/users/a b.json", "{}", "(1,1): error INVALID_NAME: `a b`" },
        { "111122223333/users/a.json", "{\"Path\": \"x\"}", "(1,10): error INVALID_VALUE: `x` is not a valid `Path`" },
        { "111122223333/users/a.json", "{\"UserId\": \"AROAX\"}", "(1,12): error INVALID_VALUE: " },
        {
            "111122223333/users/a.json",
            "{\"GroupList\": [\"G\"]}",
            "(1,16): error UNKNOWN_REFERENCE: there is no group `G`"
        },
        { "111122223333/users/a.json", "{\"GroupList\": [3]}", "(1,16): error WRONG_TYPE: " },
        {
            "111122223333/users/a.json",
            "{\"AttachedManagedPolicies\":[{\"PolicyArn\":\"arn:aws:iam::111122223333:policy/P\"}]}",
            "(1,42): error UNKNOWN_REFERENCE: there is no managed policy"
        },
        {
            "111122223333/users/a.json",
            "{\"AttachedManagedPolicies\":[{\"PolicyArn\":\"arn:aws:iam::444455556666:policy/P\"}]}",
            "(1,42): error INVALID_VALUE: "
        },
        {
            "111122223333/users/a.json",
            "{\"AttachedManagedPolicies\":[{}]}",
            "(1,29): error MISSING_MEMBER: `PolicyArn`"
        },
        {
            "111122223333/users/a.json",
            "{\"PermissionsBoundary\":{\"PermissionsBoundaryArn\":\"arn:aws:iam::111122223333:policy/B\"}}",
            "(1,50): error UNKNOWN_REFERENCE: "
        },
        {
            "111122223333/users/a.json",
            "{\"Tags\":[{\"Key\":\"Team\",\"Value\":\"\"},{\"Key\":\"team\",\"Value\":\"\"}]}",
            "(1,43): error DUPLICATE_NAME: `team`"
        },
        {
            "111122223333/users/a.json",
            "{\"GroupList\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\"]}",
            "(1,56): error LIMIT_EXCEEDED: there are at most 10 groups per user"
        },
        {
            "111122223333/users/a.json",
            """
            {"UserPolicyList":[{"PolicyName":"p",
             "PolicyDocument":{"Version":"2012-10-17",
              "Statment":[]}}]}
            """,
            "(3,3): error "
        },
        {
            "111122223333/users/a.json",
            "{\"UserPolicyList\":[{\"PolicyName\":\"p\",\"PolicyDocument\":\"text\"}]}",
            "(1,55): error WRONG_TYPE: `PolicyDocument` is a string: write a policy document as an object"
        },
        { "111122223333/roles/r.json", "{}", "(1,1): error MISSING_MEMBER: `AssumeRolePolicyDocument`" },
        { "111122223333/account.json", "{\"AccountAlias\":\"-\"}", "(1,17): error INVALID_VALUE: " },
        {
            "111122223333/account.json",
            "{\"ResourcePolicies\":[{\"ResourceArn\":\"x\",\"PolicyDocument\":{}}]}",
            "(1,37): error INVALID_VALUE: `x` is not the ARN of one resource"
        },
        { "111122223333/policy/P.json", "{}", "(1,1): error UNEXPECTED_FILE: " },
        { "1111/users/a.json", "{}", "(1,1): error UNEXPECTED_FILE: " },
        { "111122223333/users/a.jsn", "{}", "(1,1): error UNEXPECTED_FILE: " },
        { "111122223333/users/deep/a.json", "{}", "error UNEXPECTED_FILE: " },
        {
            "organization.json",
            "{\"Id\":\"o-1\",\"ManagementAccountId\":\"111122223333\",\"Root\":{\"Id\":\"r-1\"}}",
            "(1,35): error UNKNOWN_REFERENCE: the management account"
        },
        {
            "organization.json",
            "{\"Id\":\"x\",\"ManagementAccountId\":\"1\",\"Root\":{\"Id\":\"r-1\"}}",
            "(1,7): error INVALID_VALUE: `x`"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Mistake_IsReported_WhereItStands(string path, string content, string expected)
    {
        using PolicyFolder folder = new PolicyFolder().Write(path, content);

        string[] findings = await folder.FindingsAsync();

        Assert.Contains(findings, finding => finding.StartsWith("iam/", StringComparison.Ordinal)
            && finding.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mistakes_OfAllFiles_AreReportedAtOnce()
    {
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Account}/users/a.json", "{\"Nam\":1,\"Path\":2}")
            .Write($"{Account}/users/b.json", "{")
            .Write($"{Account}/groups/g.json", "[]");

        string[] findings = await folder.FindingsAsync();

        Assert.Equal(4, findings.Length);
    }

    [Fact]
    public async Task ReferenceToABrokenFile_IsNotASecondFinding()
    {
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Account}/users/a.json", "{\"GroupList\":[\"g\"]}")
            .Write($"{Account}/groups/g.json", "{");

        Assert.Single(await folder.FindingsAsync());
    }

    [Fact]
    public async Task FileInAnotherEncoding_IsRefused()
    {
        using PolicyFolder folder = new PolicyFolder()
            .WriteBytes($"{Account}/users/a.json", [.. "{\"Path\":\"/"u8, 0xFF, .. "/\"}"u8]);

        Assert.Contains("error NOT_UTF8: ", Assert.Single(await folder.FindingsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HalfACharacter_IsRefused()
    {
        using PolicyFolder folder = new PolicyFolder().Write($"{Account}/users/a.json", "{\"Path\":\"\\uD800\"}");

        Assert.Contains(
            "(1,9): error NOT_JSON: ", Assert.Single(await folder.FindingsAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PolicyFileFolder.FileLengthMaxBytes, false)]
    [InlineData(PolicyFileFolder.FileLengthMaxBytes + 1, true)]
    public async Task FileSize_IsLimited(int length, bool isRefused)
    {
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Account}/users/a.json", "{}" + new string(' ', length - 2));

        Assert.Equal(isRefused, (await folder.FindingsAsync()).Any(line =>
            line.Contains("error FILE_TOO_LARGE: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Link_IsNotFollowed()
    {
        using var folder = new PolicyFolder();
        string outside = Path.Combine(folder.Path, "secret.json");
        await File.WriteAllTextAsync(outside, "{}");
        folder.Write($"{Account}/users/b.json", "{}");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "iam", Account, "users", "a.json"), outside);

        Assert.Contains(
            $"iam/{Account}/users/a.json(1,1): error LINK_REFUSED: ",
            Assert.Single(await folder.FindingsAsync()),
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Threat", "L1")]
    public async Task L1_FindingWithControlCharacters_StaysOneLine()
    {
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Account}/users/a.json", "{\"x\\r\\n\\u001b[31m\\u2028\\u202e\": 1}");

        string finding = Assert.Single(await folder.FindingsAsync());

        Assert.Contains("\\u000D\\u000A\\u001B[31m\\u2028\\u202E", finding, StringComparison.Ordinal);
        Assert.DoesNotContain(finding, character => char.IsControl(character) || character is '\u2028' or '\u202e');
    }

    [Fact]
    public async Task BrokenFile_LeavesTheStateBefore_AndIsOneEvent()
    {
        using PolicyFolder folder = Shop();
        await using ServiceProvider services = folder.Build();
        IPolicyFiles files = services.GetRequiredService<IPolicyFiles>();
        PolicyFileReport good = await files.ReloadAsync();
        folder.Write($"{Account}/users/alice.json", "{").Write($"{Account}/users/bob.json", "{}");

        PolicyFileReport broken = await files.ReloadAsync();

        Assert.False(broken.IsLoaded);
        Assert.Equal(good.Revision, broken.Revision);
        IIamSnapshot snapshot = await services.GetRequiredService<IIamStore>().GetSnapshotAsync(None);
        Assert.NotNull(await snapshot.FindUserAsync(Account, "alice", None));
        Assert.Null(await snapshot.FindUserAsync(Account, "bob", None));
        Microsoft.Extensions.Logging.Testing.FakeLogRecord refusal = Assert.Single(
            folder.Logs.GetSnapshot(), record => record.Level == LogLevel.Error);
        Assert.Equal(1001, refusal.Id.Id);
        Assert.Contains(
            $"iam/{Account}/users/alice.json(1,2): error NOT_JSON", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reload_TellsOnlyWhatChanged()
    {
        using PolicyFolder folder = Shop();
        await using ServiceProvider services = folder.Build();
        IPolicyFiles files = services.GetRequiredService<IPolicyFiles>();
        await files.ReloadAsync();
        var changes = new List<IamChange>();
        services.GetRequiredService<IIamStore>().Subscribe(changes.Add);

        await files.ReloadAsync();
        folder.Write($"{Account}/users/bob.json", "{}");
        await files.ReloadAsync();

        Assert.Equal([IamEntityKey.User(Account, "bob")], Assert.Single(changes).Keys);
    }

    [Fact]
    public async Task StartUp_WithErrors_FailsWithAllOfThem()
    {
        using PolicyFolder folder = new PolicyFolder()
            .Write($"{Account}/users/a.json", "{")
            .Write($"{Account}/users/b.json", "[]");
        await using ServiceProvider services = folder.Build();
        IamStartupService service = services.GetServices<IHostedService>().OfType<IamStartupService>().Single();

        IamStartupException failure =
            await Assert.ThrowsAsync<IamStartupException>(() => service.StartingAsync(None));

        Assert.Equal(["IAM1006", "IAM1006"], failure.Findings.Select(finding => finding.Id));

        Assert.Contains("users/a.json(1,2): error NOT_JSON", failure.Message, StringComparison.Ordinal);
        Assert.Contains("users/b.json(1,1): error WRONG_TYPE", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartUp_WithoutTheFolder_Fails()
    {
        using var folder = new PolicyFolder();

        Assert.Contains(
            "error FOLDER_MISSING: ", Assert.Single(await folder.FindingsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public void SecondStore_IsRefused()
    {
        IamBuilder builder = new IamBuilder(new ServiceCollection()).AddPolicyFiles("iam/");

        Assert.Throws<InvalidOperationException>(() => builder.AddPolicyFiles("iam/"));
    }

    [Fact]
    public void Change_AfterTheFilesWereQuiet_ReloadsOnce()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var sources = new Stack<CancellationTokenSource>();
        int reloads = 0;
        using var watcher = new PolicyFileWatcher(
            () =>
            {
                sources.Push(new CancellationTokenSource());
                return new CancellationChangeToken(sources.Peek().Token);
            },
            TimeSpan.FromMilliseconds(250),
            clock,
            () =>
            {
                reloads++;
                return Task.CompletedTask;
            });

        sources.Peek().Cancel();
        clock.Advance(TimeSpan.FromMilliseconds(200));
        sources.Peek().Cancel();
        clock.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal(0, reloads);

        clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(1, reloads);
    }

    private static PolicyFolder Shop() => new PolicyFolder()
        .Write($"{Account}/users/alice.json", Alice)
        .Write($"{Account}/groups/Sales.json", "{}")
        .Write($"{Account}/policies/Read.json", $$$"""{"Description":"reads","PolicyDocument":{{{Doc}}}}""");
}
