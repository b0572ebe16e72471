using System.Diagnostics;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>An app on the store, built and started as apps are.</summary>
internal sealed class ScaleApp : IAsyncDisposable
{
    private readonly IHost _host;

    private ScaleApp(IHost host) => _host = host;

    /// <summary>How many decisions were not what they should be.</summary>
    public int Wrong { get; private set; }

    /// <summary>How many principals, and accounts, are in memory.</summary>
    public int Entries => _host.Services.GetRequiredService<RevisionedCache>().Count;

    /// <param name="kind">Which store.</param>
    /// <param name="connectionString">Its database.</param>
    /// <param name="cachedMax">
    /// How many principals are kept in memory, in an app that is weighed and so keeps no denials, or null for an app
    /// with the options as they are.
    /// </param>
    public static async Task<ScaleApp> StartAsync(string kind, string connectionString, int? cachedMax = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.Configure<IamOptions>(options =>
        {
            options.Service = "docs";
            options.AccountId = ScaleWorld.Account;
        });
        builder.Services.AddIamCore();
        if (cachedMax is { } countMax)
        {
            builder.Services.Configure<IamAuthorizerOptions>(
                options => (options.CachedPrincipalsMax, options.DecisionLogLength) = (countMax, 1));
        }

        var iam = new IamBuilder(builder.Services);
        _ = kind == "sqlite" ? iam.AddSqliteStore(connectionString) : iam.AddPostgreSqlStore(connectionString);
        IHost host = builder.Build();
        await host.StartAsync();
        return new ScaleApp(host);
    }

    /// <summary>Asks as one request does, in a scope of its own.</summary>
    public async ValueTask AskAsync(ScaleQuestion question)
    {
        await using AsyncServiceScope scope = _host.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();
        IamDecision decision = await authorizer.AuthorizeAsync(
            IamPrincipal.User(question.User), ScaleWorld.Action, question.Page);
        if (decision.IsAllowed != question.IsAllowed || decision.Failure is not null)
        {
            Wrong++;
        }
    }

    /// <returns>How many milliseconds each question took.</returns>
    public async Task<double[]> TimeAsync(IEnumerable<ScaleQuestion> questions)
    {
        var times = new List<double>();
        foreach (ScaleQuestion question in questions)
        {
            long start = Stopwatch.GetTimestamp();
            await AskAsync(question);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return [.. times];
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
