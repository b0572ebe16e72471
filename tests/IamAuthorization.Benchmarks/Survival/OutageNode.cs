using System.Diagnostics;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static IamAuthorization.Benchmarks.Survival.OutageHistory;

namespace IamAuthorization.Benchmarks.Survival;

/// <summary>An app on PostgreSQL that decides about one user, and may grant and revoke.</summary>
internal sealed class OutageNode : IAsyncDisposable
{
    private const string AllowOrders =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"orders:*","Resource":"*"}]}""";

    private static readonly Arn Alice = IamArn.User("aws", StormWriter.Account, "alice");
    private static readonly ActionName Action = ActionName.Parse("orders:GetOrder");
    private static readonly IamResource Order =
        new(Arn.Parse($"arn:aws:orders::{StormWriter.Account}:order/1"));

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private static int _nodes;

    private readonly IHost _host;
    private readonly int _number = Interlocked.Increment(ref _nodes);

    private OutageNode(IHost host) => _host = host;

    private IIamStore Store => _host.Services.GetRequiredService<IIamStore>();

    public static async Task<OutageNode> StartAsync(string connectionString, TimeSpan maxStaleness)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.Configure<IamOptions>(options =>
        {
            options.Service = "orders";
            options.AccountId = StormWriter.Account;
        });
        builder.Services.AddIamCore();
        new IamBuilder(builder.Services).AddPostgreSqlStore(
            connectionString, options => options.MaxStaleness = maxStaleness);
        IHost host = builder.Build();
        await host.StartAsync();
        return new OutageNode(host);
    }

    /// <summary>Grants and revokes in turn, and tries again when it fails.</summary>
    public async Task WriteAsync(OutageHistory history, CancellationToken cancellationToken)
    {
        for (bool isGrant = true; !cancellationToken.IsCancellationRequested; isGrant = !isGrant)
        {
            long start = Stopwatch.GetTimestamp();
            bool isAcknowledged = await TryCommitAsync(isGrant);
            history.Add(new Attempt(start, Stopwatch.GetTimestamp(), isGrant, isAcknowledged));
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Asks without pause.</summary>
    public async Task AskAsync(OutageHistory history, TimeSpan bound, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            long start = Stopwatch.GetTimestamp();
            await using AsyncServiceScope scope = _host.Services.CreateAsyncScope();
            IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
            IamDecision decision = await authorizer.AuthorizeAsync(
                IamPrincipal.User(Alice), Action, Order, cancellationToken: CancellationToken.None);
            history.Add(
                _number,
                new Decision(
                    start, Stopwatch.GetTimestamp(), bound, decision.IsAllowed, decision.Failure is not null));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static IamUser User(bool isGranted) => new()
    {
        Arn = Alice,
        InlinePolicies = isGranted
            ? [new NamedPolicy("orders", PolicyDocument.Parse(AllowOrders, PolicyKind.InlineUser))]
            : [],
    };

    private async Task<bool> TryCommitAsync(bool isGrant)
    {
        try
        {
            IIamSnapshot snapshot = await Store.GetSnapshotAsync(CancellationToken.None);
            await Store.CommitAsync(
                new IamCommit
                {
                    ExpectedRevision = snapshot.Revision,
                    AccountId = StormWriter.Account,
                    Action = isGrant ? "iam:PutUserPolicy" : "iam:DeleteUserPolicy",
                    Puts = [new IamAccount(StormWriter.Account), User(isGrant)],
                },
                CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (exception is IamStoreUnavailableException or IamRevisionConflictException)
        {
            return false;
        }
    }
}
