using System.Text;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IamAuthorization.Accounts.Tests;

/// <summary>What is read from the folder, and when.</summary>
public sealed class PolicyFileFolders
{
    private const string Account = "111122223333";

    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task ChangedFile_UnderTheRealWatcher_IsTakenUp()
    {
        using PolicyFolder folder = new PolicyFolder().Write($"{Account}/users/alice.json", "{}");
        await using ServiceProvider services = folder.Build(
            options =>
            {
                options.ReloadOnChange = true;
                options.ReloadDelay = TimeSpan.FromMilliseconds(10);
            },
            TimeProvider.System);
        var told = new TaskCompletionSource<IamChange>(TaskCreationOptions.RunContinuationsAsynchronously);
        PolicyFileService service = services.GetServices<IHostedService>().OfType<PolicyFileService>().Single();
        Assert.Empty(await service.FindAsync(None));
        using IDisposable subscription =
            services.GetRequiredService<IIamStore>().Subscribe(change => told.TrySetResult(change));

        folder.Write($"{Account}/users/bob.json", "{}");
        IamChange change = await told.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await service.StoppedAsync(None);

        Assert.Equal([IamEntityKey.User(Account, "bob")], change.Keys);
    }

    [Theory]
    [InlineData("user.json", "users/a.json", true)]
    [InlineData("README.md", "README.md", false)]
    [InlineData(".hidden", ".hidden/a.json", false)]
    [InlineData("a.json as folder", "users/a.json/b.json", true)]
    [InlineData("readme in small letters", "readme.md", true)]
    public async Task File_IsReadOrReported_UnlessItIsIgnored(string situation, string path, bool isSeen)
    {
        using PolicyFolder folder = new PolicyFolder().Write($"{Account}/{path}", "?");

        Assert.True((await folder.FindingsAsync()).Length > 0 == isSeen, situation);
    }

    [Fact]
    public async Task ByteOrderMark_IsSkipped()
    {
        using PolicyFolder folder = new PolicyFolder()
            .WriteBytes($"{Account}/users/a.json", [.. Encoding.UTF8.Preamble, .. "{}"u8]);

        Assert.Empty(await folder.FindingsAsync());
    }

    [Fact]
    public async Task LinkedFolder_IsNotFollowed()
    {
        using PolicyFolder folder = new PolicyFolder().Write($"{Account}/users/a.json", "{}");
        Directory.CreateDirectory(Path.Combine(folder.Path, "outside"));
        Directory.CreateSymbolicLink(
            Path.Combine(folder.Path, "iam", Account, "roles"), Path.Combine(folder.Path, "outside"));

        Assert.Contains(
            $"iam/{Account}/roles(1,1): error LINK_REFUSED: ",
            Assert.Single(await folder.FindingsAsync()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatCannotBeRead_IsReported()
    {
        using PolicyFolder folder = new PolicyFolder().Write($"{Account}/users/a.json", "{}");
        string path = Path.Combine(folder.Path, "iam", Account, "users", "a.json");
        await using FileStream held = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.StartsWith(
            $"iam/{Account}/users/a.json(1,1): error FILE_UNREADABLE: ",
            Assert.Single(await folder.FindingsAsync()),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public async Task NumberOfFiles_IsLimited(int count, int findingCount)
    {
        using var folder = new PolicyFolder();
        for (int number = 0; number < count; number++)
        {
            folder.Write($"{Account}/users/u{number}.json", "{}");
        }

        var findings = new List<PolicyFileFinding>();
        var limited = new PolicyFileFolder(Path.Combine(folder.Path, "iam"), "iam", filesMax: 2);
        IReadOnlyList<PolicyFile> files = await limited.ReadAsync(findings, None);

        Assert.Equal(["u0.json", "u1.json"], files.Select(file => file.Segments[^1]));
        Assert.Equal(findingCount, findings.Count(finding => finding.Code == PolicyFileCodes.TooManyFiles));
    }
}
