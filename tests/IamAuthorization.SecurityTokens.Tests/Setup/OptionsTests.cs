using IamAuthorization.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IamAuthorization.SecurityTokens.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("https://orders.example")]
    [InlineData("https://orders.example:8443")]
    [InlineData("https://orders.example/iam/sts")]
    [InlineData("https://[2001:db8::1]:8443")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://[::1]:5080/sts")]
    public void Issuer_OfTheRightForm_IsAccepted(string issuer) =>
        Assert.True(Check(options => options.Issuer = issuer).Succeeded);

    [Theory]
    [InlineData("")]
    [InlineData("orders")]
    [InlineData("orders.example")]
    [InlineData("/iam")]
    [InlineData("https://orders.example/")]
    [InlineData("https://orders.example/iam/")]
    [InlineData("https://Orders.example")]
    [InlineData("HTTPS://orders.example")]
    [InlineData("https://orders.example:443")]
    [InlineData("https://orders.example?x=1")]
    [InlineData("https://orders.example/iam?")]
    [InlineData("https://orders.example#x")]
    [InlineData("https://user@orders.example")]
    [InlineData("https://orders.example/a/../b")]
    [InlineData("https://orders.example/a b")]
    [InlineData("https://orders.example/é")]
    [InlineData(" https://orders.example")]
    [InlineData("https://orders.example\n")]
    [InlineData("https:///iam")]
    [InlineData("http://orders.example")]
    [InlineData("http://127.0.0.1.example")]
    [InlineData("http://10.0.0.1")]
    [InlineData("ftp://orders.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData("urn:orders")]
    public void Issuer_OutOfForm_IsRefusedWithKeyAndValue(string issuer) => AssertRefused("Issuer", issuer, issuer);

    public static TheoryData<string, object?> OutOfRange => new()
    {
        { "Issuer", null },
        { "Issuer", "https://orders.example/" + new string('x', 300) },
        { "Audience", null },
        { "Audience", "" },
        { "Audience", " orders" },
        { "Audience", "two words" },
        { "Audience", "orders\n" },
        { "Audience", "commandé" },
        { "Audience", new string('a', 257) },
        { "KeysFolder", "" },
        { "KeysFolder", " " },
        { "KeysFolder", "keys " },
        { "SigningKeyLifetime", TimeSpan.FromMinutes(59) },
        { "SigningKeyLifetime", TimeSpan.FromDays(90.1) },
        { "SigningKeyLifetime", TimeSpan.FromDays(-1) },
        { "SigningKeyLead", TimeSpan.FromSeconds(-1) },
        { "SigningKeyLead", TimeSpan.FromHours(25) },
        { "PackedPolicySizeMax", 255 },
        { "PackedPolicySizeMax", 4_097 },
        { "CachedTokensMax", -1 },
        { "CachedTokensMax", 1_000_001 },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Option_OutOfRange_IsRefusedWithKeyAndValue(string key, object? value) =>
        AssertRefused(key, value, value?.ToString() ?? string.Empty);

    [Fact]
    public void Lead_AsLongAsTheLifetime_IsRefused() => Assert.True(Check(options =>
        (options.SigningKeyLifetime, options.SigningKeyLead) = (TimeSpan.FromHours(2), TimeSpan.FromHours(2))).Failed);

    [Fact]
    public void AllProblems_AreToldAtOnce()
    {
        ValidateOptionsResult result = new IamSecurityTokenOptionsValidator().Validate(
            name: null, new IamSecurityTokenOptions { CachedTokensMax = -1 });

        Assert.Equal(3, result.Failures!.Count());
    }

    [Fact]
    public void Configuration_BindsEveryOption_AndTheLambdaComesAfterIt()
    {
        var services = new ServiceCollection();
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Iam:SecurityTokens:Issuer"] = "https://orders.example",
            ["Iam:SecurityTokens:Audience"] = "from configuration",
            ["Iam:SecurityTokens:KeysFolder"] = "keys",
            ["Iam:SecurityTokens:SigningKeyLifetime"] = "7.00:00:00",
            ["Iam:SecurityTokens:SigningKeyLead"] = "00:30:00",
            ["Iam:SecurityTokens:PackedPolicySizeMax"] = "512",
            ["Iam:SecurityTokens:CachedTokensMax"] = "5",
        }).Build();
        new IamBuilder(services).AddSecurityTokens(
            configuration.GetSection("Iam:SecurityTokens"), options => options.Audience = "orders");
        using ServiceProvider provider = services.BuildServiceProvider();

        IamSecurityTokenOptions options = provider.GetRequiredService<IOptions<IamSecurityTokenOptions>>().Value;

        Assert.Equal("https://orders.example", options.Issuer);
        Assert.Equal("orders", options.Audience);
        Assert.Equal("keys", options.KeysFolder);
        Assert.Equal(TimeSpan.FromDays(7), options.SigningKeyLifetime);
        Assert.Equal(TimeSpan.FromMinutes(30), options.SigningKeyLead);
        Assert.Equal(512, options.PackedPolicySizeMax);
        Assert.Equal(5, options.CachedTokensMax);
    }

    [Fact]
    public void AddedTwice_RegistersOnce()
    {
        var services = new ServiceCollection();
        var builder = new IamBuilder(services);
        builder.AddSecurityTokens(options => options.Issuer = "https://orders.example");
        Type[] once = Ours(services);

        builder.AddSecurityTokens(options => options.Audience = "orders");

        Assert.Equal(once, Ours(services));
        using ServiceProvider provider = services.BuildServiceProvider();
        IamSecurityTokenOptions options = provider.GetRequiredService<IOptions<IamSecurityTokenOptions>>().Value;
        Assert.Equal(("https://orders.example", "orders"), (options.Issuer, options.Audience));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AppsOwnKeyStore_RegisteredBeforeOrAfter_Wins(bool before)
    {
        var services = new ServiceCollection();
        var own = new OwnStore();
        if (before)
        {
            services.AddSingleton<ISigningKeyStore>(own);
        }

        new IamBuilder(services).AddSecurityTokens(options => options.KeysFolder = "keys");
        if (!before)
        {
            services.AddSingleton<ISigningKeyStore>(own);
        }

        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Same(own, provider.GetRequiredService<ISigningKeyStore>());
    }

    [Theory]
    [InlineData("Development", false, false, 0)]
    [InlineData("Development", true, true, 0)]
    [InlineData("Production", false, false, 2)]
    [InlineData("Staging", false, false, 2)]
    [InlineData("Production", true, false, 1)]
    [InlineData("Production", false, true, 1)]
    [InlineData("Production", true, true, 0)]
    public async Task EphemeralKeys_OutsideDevelopment_AreFound(
        string environment, bool hasFolder, bool hasKeyRing, int findings)
    {
        string folder = Directory.CreateTempSubdirectory("iam-ring-").FullName;
        var ring = new ServiceCollection();
        ring.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(folder));
        await using ServiceProvider lasting = ring.BuildServiceProvider();
        await using var world = new TokenWorld(
            options => options.KeysFolder = hasFolder ? "unused" : null,
            protection: hasKeyRing ? lasting.GetRequiredService<IDataProtectionProvider>() : null,
            environment: environment);
        if (hasKeyRing)
        {
            world.Get<IOptions<KeyManagementOptions>>().Value.XmlRepository =
                new FileSystemXmlRepository(new DirectoryInfo(folder), NullLoggerFactory.Instance);
        }

        DurableKeysCheck check = world.All<IIamStartupCheck>().OfType<DurableKeysCheck>().Single();

        IReadOnlyList<IamStartupFinding> found = await check.FindAsync(CancellationToken.None);

        Assert.Equal(findings, found.Count);
        Assert.All(found, finding => Assert.Equal("IAM1007", finding.Id));
        Assert.All(found, finding => Assert.NotNull(finding.OptOut));
        Directory.Delete(folder, recursive: true);
    }

    private static Type[] Ours(ServiceCollection services) =>
    [
        .. services.Select(service => service.ServiceType)
            .Where(type => !type.IsGenericType && type.Assembly == typeof(IamSecurityTokenOptions).Assembly),
        .. services.Where(service => service.ServiceType == typeof(IHostedService)
            || service.ServiceType == typeof(IIamStartupCheck)).Select(service => service.ImplementationType!),
    ];

    private static void AssertRefused(string key, object? value, string shown)
    {
        ValidateOptionsResult result =
            Check(options => typeof(IamSecurityTokenOptions).GetProperty(key)!.SetValue(options, value));

        Assert.True(result.Failed);
        Assert.Contains(
            $"Iam:SecurityTokens:{key} is `{LogText.Of(shown)}`: write ",
            result.FailureMessage,
            StringComparison.Ordinal);
    }

    private static ValidateOptionsResult Check(Action<IamSecurityTokenOptions> change)
    {
        var options = new IamSecurityTokenOptions { Issuer = "https://orders.example", Audience = "orders" };
        change(options);
        return new IamSecurityTokenOptionsValidator().Validate(name: null, options);
    }

    private sealed class OwnStore : ISigningKeyStore
    {
        public ValueTask<IReadOnlyList<StoredSigningKey>> LoadAsync(CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<StoredSigningKey>>([]);

        public ValueTask AddAsync(StoredSigningKey key, CancellationToken cancellationToken = default) =>
            ValueTask.CompletedTask;

        public ValueTask RemoveAsync(string keyId, CancellationToken cancellationToken = default) =>
            ValueTask.CompletedTask;
    }
}
