using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>One node of an app with an STS: its services over a fake clock, keys in memory unless told.</summary>
internal sealed class TokenWorld : IAsyncDisposable
{
    public const string Issuer = "https://orders.example";
    public const string Audience = "orders";

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, 250, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    public TokenWorld(
        Action<IamSecurityTokenOptions>? configure = null,
        FakeTimeProvider? clock = null,
        ISigningKeyStore? store = null,
        IDataProtectionProvider? protection = null,
        string environment = "Development")
    {
        Clock = clock ?? new FakeTimeProvider(Start);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ILoggerFactory>(new LoggerFactory([new FakeLoggerProvider(Logs)]));
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<IIamStore>(new InMemoryIamStore());
        services.AddSingleton<IHostEnvironment>(new TestEnvironment { EnvironmentName = environment });
        new IamBuilder(services).AddSecurityTokens(options =>
        {
            options.Issuer = Issuer;
            options.Audience = Audience;
            configure?.Invoke(options);
        });
        services.AddSingleton(protection ?? new EphemeralDataProtectionProvider());
        if (store is not null)
        {
            services.AddSingleton(store);
        }

        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; }

    public FakeLogCollector Logs { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions
    {
        FilteredLevels = new HashSet<LogLevel>(Enum.GetValues<LogLevel>()),
    });

    public SigningKeyRing Ring => Get<SigningKeyRing>();

    public AccessTokenCache Cache => Get<AccessTokenCache>();

    public IamSigningKeys Keys => Get<IamSigningKeys>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public IReadOnlyList<T> All<T>() => [.. _services.GetServices<T>()];

    public ValueTask<string> IssueAsync(IamPrincipal? principal = null) =>
        Get<AccessTokenIssuer>().IssueAsync(principal ?? Session(), CancellationToken.None);

    public ValueTask<AccessTokenValidation> ValidateAsync(string token) =>
        Get<AccessTokenValidator>().ValidateAsync(token, CancellationToken.None);

    public async Task<string> ProblemAsync(string token)
    {
        AccessTokenValidation validation = await ValidateAsync(token);
        Assert.Null(validation.Principal);
        return Assert.IsType<string>(validation.Problem);
    }

    public IamPrincipal Session(
        string name = "bob", string role = "support/SupportAgent", TimeSpan? lifetime = null, IamSession? facts = null)
    {
        DateTimeOffset issuedAt = Clock.GetUtcNow();
        DateTimeOffset expiresAt = DateTimeOffset.FromUnixTimeSeconds(
            (issuedAt + (lifetime ?? TimeSpan.FromHours(1))).ToUnixTimeSeconds());
        facts ??= new IamSession();
        return IamPrincipal.RoleSession(
            Arn.Parse($"arn:aws:iam::111122223333:role/{role}"),
            name,
            "AROAEXAMPLE0123456789",
            new IamSession
            {
                IssuedAt = facts.IssuedAt ?? issuedAt,
                ExpiresAt = facts.ExpiresAt ?? expiresAt,
                HasMultiFactorAuth = facts.HasMultiFactorAuth,
                MultiFactorAuthAt = facts.MultiFactorAuthAt,
                SourceIdentity = facts.SourceIdentity,
                FederatedProvider = facts.FederatedProvider,
                Tags = facts.Tags,
                IncludesRoleTags = facts.IncludesRoleTags,
                TransitiveTagKeys = facts.TransitiveTagKeys,
                Policies = facts.Policies,
                PolicyArns = facts.PolicyArns,
            });
    }

    public static ImmutableDictionary<string, string> Tags(params (string Key, string Value)[] tags) =>
        tags.ToImmutableDictionary(tag => tag.Key, tag => tag.Value, StringComparer.OrdinalIgnoreCase);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class TestEnvironment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
