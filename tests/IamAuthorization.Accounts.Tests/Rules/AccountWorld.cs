using IamAuthorization.Policies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.Accounts.Tests;

/// <summary>The rules over a store in memory, with a clock that stands and ids that come in order.</summary>
internal sealed class AccountWorld : IDisposable
{
    public const string Own = "111122223333";
    public const string Other = "444455556666";

    public const string Trust =
        """
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}
        """;

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, 500, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    public AccountWorld(
        Action<IamQuotas>? quotas = null,
        IIamStore? store = null,
        IDictionary<string, string>? shipped = null,
        Action<IServiceCollection>? configure = null)
    {
        Clock = new FakeTimeProvider(Start);
        Store = store ?? new InMemoryIamStore([new IamAccount(Own), new IamAccount(Other)], Clock);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(Store);
        services.AddSingleton<IUniqueIds, IdsInOrder>();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddLogging();
        services.AddIamAccounts();
        services.Configure<IamOptions>(options => (options.Service, options.AccountId) = ("orders", Own));
        services.Configure<Microsoft.AspNetCore.Identity.PasswordHasherOptions>(options => options.IterationCount = 1);
        services.Configure(quotas ?? (_ => { }));
        services.Configure<BuiltInPolicyOptions>(options =>
        {
            foreach ((string name, string text) in shipped ?? new Dictionary<string, string>())
            {
                options.Policies[name] = text;
            }
        });
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public static CancellationToken None => CancellationToken.None;

    public static IamCall Call { get; } = new(Own, new IamChangeOrigin { PrincipalArn = $"arn:aws:iam::{Own}:root" });

    public static IamCall OtherCall { get; } = new(Other);

    public FakeTimeProvider Clock { get; }

    public IIamStore Store { get; }

    public IIamUsers Users => Get<IIamUsers>();

    public IIamGroups Groups => Get<IIamGroups>();

    public IIamRoles Roles => Get<IIamRoles>();

    public IIamManagedPolicies Policies => Get<IIamManagedPolicies>();

    public IIamIdentityPolicies Identities => Get<IIamIdentityPolicies>();

    public IIamAccessKeys Keys => Get<IIamAccessKeys>();

    public IIamLoginProfiles Passwords => Get<IIamLoginProfiles>();

    public IIamAccounts Accounts => Get<IIamAccounts>();

    public IIamOidcProviders Oidc => Get<IIamOidcProviders>();

    public IIamSamlProviders Saml => Get<IIamSamlProviders>();

    public IIamStoredResourcePolicies Resources => Get<IIamStoredResourcePolicies>();

    public IIamOrganizations Organizations => Get<IIamOrganizations>();

    public IIamMfaDevices Mfa => Get<IIamMfaDevices>();

    /// <summary>The metadata of a SAML provider, as long as they must be.</summary>
    public static string Metadata { get; } =
        $"""
        <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" validUntil="2030-01-02T03:04:05Z">
        <!--{new string('x', 1_000)}--></EntityDescriptor>
        """;

    public static Arn PolicyArn(string name, string accountId = Own, string path = "/") =>
        IamArn.ManagedPolicy("aws", accountId, name, path);

    public static IamIdentity Identity(IamIdentityKind kind, string name) => new(kind, name);

    public static string TrustOf(string principal) =>
        $$"""
        { "Version": "2012-10-17",
          "Statement": [{ "Effect": "Allow", "Principal": { "AWS": ["{{principal}}"] }, "Action": "sts:AssumeRole" }] }
        """;

    /// <summary>An identity policy of exactly that many characters without white space.</summary>
    public static string DocumentOf(int size)
    {
        const string Head = """{"Version":"2012-10-17","Statement":"""
            + """[{"Effect":"Allow","Action":"orders:Get","Resource":[""";
        string filler = new('x', size - Head.Length - "\"arn:aws:orders:::\"]}]}".Length);
        return $"{Head}\n  \"arn:aws:orders:::{filler}\"]}}]}}";
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<IamUser> UserAsync(string name, IamCall? call = null) =>
        (await Users.CreateAsync(call ?? Call, new NewIamUser { Name = name }, None)).Value;

    public async Task<IamGroup> GroupAsync(string name, IamCall? call = null) =>
        (await Groups.CreateAsync(call ?? Call, name, "/", None)).Value;

    public async Task<IamRole> RoleAsync(string name, string trust = Trust, IamCall? call = null) =>
        (await Roles.CreateAsync(call ?? Call, new NewIamRole { Name = name, TrustPolicy = trust }, None)).Value;

    public async Task<ManagedPolicy> PolicyAsync(string name, IamCall? call = null)
    {
        var policy = new NewManagedPolicy { Name = name, Document = Documents.AllowAll };
        return (await Policies.CreateAsync(call ?? Call, policy, None)).Value;
    }

    public async Task MakeAsync(IamIdentityKind kind, string name)
    {
        switch (kind)
        {
            case IamIdentityKind.User: await UserAsync(name); break;
            case IamIdentityKind.Group: await GroupAsync(name); break;
            default: await RoleAsync(name); break;
        }
    }

    public Task DeleteAsync(IamIdentityKind kind, string name) => kind switch
    {
        IamIdentityKind.User => Users.DeleteAsync(Call, name, None),
        IamIdentityKind.Group => Groups.DeleteAsync(Call, name, None),
        _ => Roles.DeleteAsync(Call, name, None),
    };

    public async Task<IReadOnlyList<ChangeLogEntry>> LogAsync(string accountId = Own) =>
        await Store.ReadChangeLogAsync(new ChangeLogQuery { AccountId = accountId, CountMax = 1_000 }, None);

    /// <summary>The id of the access key that <see cref="IdsInOrder"/> makes with that number.</summary>
    public static string KeyId(int number) => "AKIA" + $"{number}".PadLeft(16, 'A');

    public static async Task RefusedAsync(string code, string? message, Func<Task> act)
    {
        IamException refused = await Assert.ThrowsAsync<IamException>(act);
        Assert.Equal(code, refused.Code);
        if (message is not null)
        {
            Assert.Equal(message, refused.Message);
        }
    }

    public void Dispose() => _services.Dispose();
}
