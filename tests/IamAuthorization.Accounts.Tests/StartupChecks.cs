using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IamAuthorization.Accounts.Tests;

/// <summary>What keeps an app from starting, and how it says so.</summary>
public sealed class StartupChecks
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void Message_HasEachFindingWithRemedyAndOptOut_OnLinesOfTheirOwn()
    {
        var exception = new IamStartupException(
        [
            new IamStartupFinding("IAM1010", "two endpoints:\n  a\n  b", "map them", "skip it"),
            new IamStartupFinding("IAM1009", "out of range", "set it", null),
        ]);

        Assert.Equal(
            """
            The app does not start: 2 findings.

              IAM1010:  two endpoints:
                          a
                          b
              remedy:   map them
              opt-out:  skip it

              IAM1009:  out of range
              remedy:   set it
              opt-out:  none
            """.ReplaceLineEndings(),
            exception.Message);
    }

    [Theory]
    [InlineData("IAM0001", "There is no start-up check `IAM0001`; those that can be skipped are IAM1001,")]
    [InlineData("iam1003", "There is no start-up check `iam1003`")]
    [InlineData("IAM1006", "IAM1006 (policy files with errors) cannot be skipped: there would be no policies")]
    [InlineData("IAM1009", "IAM1009 (options out of range) cannot be skipped: nothing can run")]
    [InlineData("IAM1013", "IAM1013 (signing keys that cannot be read) cannot be skipped: no session")]
    public void Skip_IdThatCannotBe_IsRefused(string id, string message)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new IamStartupChecks().Skip(id));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OptionsAndFiles_BothWrong_AreToldTogether()
    {
        using PolicyFolder folder = new PolicyFolder().Write("111122223333/users/a.json", "{");
        await using ServiceProvider services = folder.Build();
        IamStartupException files = await Assert.ThrowsAsync<IamStartupException>(() => StartingAsync(services));
        await using ServiceProvider wrong = folder.Build(o => o.ReloadDelay = TimeSpan.FromHours(1));
        IamStartupException options = await Assert.ThrowsAsync<IamStartupException>(() => StartingAsync(wrong));

        Assert.Equal(["IAM1006"], files.Findings.Select(finding => finding.Id));
        Assert.Equal(["IAM1009"], options.Findings.Select(finding => finding.Id));
    }

    [Fact]
    public async Task OptionsThatOtherChecksRead_AreToldOnce()
    {
        using PolicyFolder folder = new PolicyFolder().Write("111122223333/users/a.json", "{");
        await using ServiceProvider services = folder.Build(
            add: collection => collection.Configure<IamOptions>(o => o.AccountId = "12"));

        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => StartingAsync(services));

        Assert.Contains("Iam:AccountId is `12`", Assert.Single(refused.Findings).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckThatThrows_IsAFindingBesideTheOthers()
    {
        using PolicyFolder folder = new PolicyFolder().Write("111122223333/users/a.json", "{");
        await using ServiceProvider services = folder.Build(
            add: collection => collection.AddIamStartupCheck<Broken>().AddIamStartupCheck<Broken>());

        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => StartingAsync(services));

        Assert.Equal(["IAM1006", "IAM1012"], refused.Findings.Select(finding => finding.Id));
        Assert.Contains("Broken", refused.Findings[1].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckThatCannotBeMade_IsAFinding()
    {
        using PolicyFolder folder = new PolicyFolder().Write("111122223333/users/a.json", "{}");
        await using ServiceProvider services = folder.Build(
            add: collection => collection.AddSingleton<IIamStartupCheck>(_ => throw new IOException("no disk")));

        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => StartingAsync(services));

        Assert.Equal(["IAM1012"], refused.Findings.Select(finding => finding.Id));
    }

    [Fact]
    public async Task NothingWrong_FilesAreReadBeforeAnyServiceStarts()
    {
        using PolicyFolder folder = new PolicyFolder().Write("111122223333/users/a.json", "{}");
        await using ServiceProvider services = folder.Build();

        await StartingAsync(services);

        IIamSnapshot snapshot = await services.GetRequiredService<IIamStore>().GetSnapshotAsync(None);
        Assert.Equal(1, snapshot.Revision);
    }

    /// <summary>Declared actions are compared with those of policy files, for the app's own services.</summary>
    [Theory]
    [InlineData("orders:GetOrder", false)]
    [InlineData("ORDERS:getorder", false)]
    [InlineData("orders:Get*", false)]
    [InlineData("orders:GetOrdr", true)]
    [InlineData("orders:Delete*", true)]
    [InlineData("iam:GetUser", false)]
    [InlineData("stock:CountItems", false)]
    [InlineData("*", false)]
    public async Task DeclaredActions_OneInAFileThatIsNone_IsAWarning(string action, bool isWarned)
    {
        using PolicyFolder folder = new PolicyFolder().Write(
            "111122223333/policies/P.json",
            $$"""
            {"PolicyDocument": {"Version": "2012-10-17", "Statement":
              {"Effect": "Allow", "Action": "{{action}}", "Resource": "*"} } }
            """);
        await using ServiceProvider services = folder.Build(
            add: collection => collection.Configure<IamOptions>(o => o.Actions.Add("orders:GetOrder")));

        await StartingAsync(services);

        ImmutableArray<string> warnings =
            [.. folder.Logs.GetSnapshot().Where(record => record.Id.Id == 1002).Select(record => record.Message)];
        Assert.Equal(
            isWarned,
            warnings.Any(warning => warning.Contains("matches no action", StringComparison.Ordinal)));
    }

    private static Task StartingAsync(ServiceProvider services) =>
        services.GetServices<IHostedService>().OfType<IamStartupService>().Single().StartingAsync(None);

    private sealed class Broken : IIamStartupCheck
    {
        public ValueTask<IReadOnlyList<IamStartupFinding>> FindAsync(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("the disk is gone");
    }
}
