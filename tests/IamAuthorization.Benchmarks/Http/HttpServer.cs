using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using IamAuthorization.Accounts;
using IamAuthorization.AspNetCore;
using IamAuthorization.Policies;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IamAuthorization.Benchmarks.Http;

/// <summary>
/// One endpoint, guarded in one way, in a process of its own. It prints its address and ends with its standard input.
/// </summary>
internal sealed class HttpServer(string variant)
{
    public const string Path = "/hello";
    public const string TokenPath = "/token";
    public const string CostPath = "/cost";

    private const string Account = "111122223333";
    private const string Issuer = "https://login.example";
    private const string Audience = "hello";
    private const string Subject = "alice";
    private const string RoleName = "Greeter";
    private const string RoleId = "AROA0123456789ABCDEF0";
    private const string Action = "hello:Greet";

    private readonly SigningCredentials _credentials = variant == HttpVariant.JwtRs256
        ? new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "r" }, SecurityAlgorithms.RsaSha256)
        : new SigningCredentials(
            new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)) { KeyId = "h" },
            SecurityAlgorithms.HmacSha256);

    private bool IsOfOurSts => variant is
        HttpVariant.IamBearer or HttpVariant.IamBearerCold or HttpVariant.IamBearerRequireIam;

    private bool IsDecidedByIam => variant is HttpVariant.RequireIam or HttpVariant.IamBearerRequireIam;

    /// <summary>Serves until standard input ends.</summary>
    public async Task RunAsync(int port)
    {
        await using WebApplication app = Build(port);
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private WebApplication Build(int port)
    {
        // WHY Development: the benchmark's keys live in memory, which is refused elsewhere.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRouting();
        AddGuards(builder.Services);

        WebApplication app = builder.Build();
        app.UseRouting();
        if (variant != HttpVariant.Anonymous)
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }

        app.MapGet(TokenPath, (Delegate)TokenAsync);

        // WHY the server tells it: the operating system tells other processes in steps of 10 ms only.
        app.MapGet(CostPath, () => HttpCost.OfThisProcess.ToString());
        Guard(app.MapGet(Path, () => Results.Text("hello, world")));
        return app;
    }

    private void AddGuards(IServiceCollection services)
    {
        if (variant == HttpVariant.Anonymous)
        {
            return;
        }

        services.AddAuthorization();
        if (variant == HttpVariant.NoopAuthentication)
        {
            services.AddAuthentication(NoopScheme.Name)
                .AddScheme<AuthenticationSchemeOptions, NoopScheme>(NoopScheme.Name, configureOptions: null);
        }
        else if (!IsOfOurSts)
        {
            services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(ConfigureStock);
        }

        if (variant == HttpVariant.NoopRequirement)
        {
            services.AddSingleton<IAuthorizationHandler, NoopRequirementHandler>();
        }

        if (IsOfOurSts || IsDecidedByIam)
        {
            AddIam(services);
        }
    }

    private void ConfigureStock(JwtBearerOptions options) =>
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            IssuerSigningKey = _credentials.Key,
        };

    private void AddIam(IServiceCollection services)
    {
        IamBuilder iam = services.AddIamAuthorization(o =>
        {
            o.Service = "hello";
            o.Region = "eu-west-1";
            o.AccountId = Account;
            o.Callers.Map(Issuer, _ => IamCaller.User(Subject));
        });
        services.AddSingleton<IIamStore>(new InMemoryIamStore(Entities()));
        if (IsOfOurSts)
        {
            services.AddDataProtection().UseEphemeralDataProtectionProvider();
            iam.AddSecurityTokens(o =>
            {
                o.Issuer = "https://hello.example";
                o.Audience = Audience;
                o.CachedTokensMax = variant == HttpVariant.IamBearerCold ? 0 : o.CachedTokensMax;
            });
            services.AddAuthentication().AddIamBearer();
        }
    }

    private static IEnumerable<IamEntity> Entities()
    {
        const string Statement = $$"""
            {"Effect":"Allow","Action":"{{Action}}","Resource":"arn:aws:hello:eu-west-1:{{Account}}:greeting"}
            """;
        yield return new IamAccount(Account);
        yield return new IamUser
        {
            Arn = IamArn.User("aws", Account, Subject),
            InlinePolicies = [new NamedPolicy("own", Policy(PolicyKind.InlineUser, Statement))],
        };
        yield return new IamRole
        {
            Arn = IamArn.Role("aws", Account, RoleName),
            UniqueId = RoleId,
            TrustPolicy = Policy(
                PolicyKind.RoleTrust,
                $$$"""{"Effect":"Allow","Principal":{"AWS":"{{{Account}}}"},"Action":"sts:AssumeRole"}"""),
            InlinePolicies = [new NamedPolicy("own", Policy(PolicyKind.InlineRole, Statement))],
        };
    }

    private static PolicyDocument Policy(PolicyKind kind, string statement) =>
        PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":{{statement}}}""", kind);

    private void Guard(RouteHandlerBuilder endpoint)
    {
        if (IsDecidedByIam)
        {
            endpoint.RequireIam(Action, "greeting");
        }
        else if (variant == HttpVariant.NoopRequirement)
        {
            endpoint.RequireAuthorization(policy => policy.AddRequirements(new NoopRequirement()));
        }
        else if (variant == HttpVariant.RequireClaim)
        {
            endpoint.RequireAuthorization(policy => policy.RequireClaim("scope", Action));
        }
        else if (variant != HttpVariant.Anonymous)
        {
            endpoint.RequireAuthorization();
        }
    }

    private async Task<string> TokenAsync(HttpContext http) => IsOfOurSts
        ? await http.RequestServices.GetRequiredService<AccessTokenIssuer>()
            .IssueAsync(Session(), http.RequestAborted)
        : new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = Subject,
                ["jti"] = Guid.NewGuid().ToString("N"),
                ["scope"] = Action,
            },
            SigningCredentials = _credentials,
        });

    private static IamPrincipal Session()
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        return IamPrincipal.RoleSession(
            IamArn.Role("aws", Account, RoleName),
            Subject,
            RoleId,
            new IamSession { IssuedAt = now, ExpiresAt = now.AddHours(1) });
    }
}
