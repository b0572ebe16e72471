using System.Net;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IamAuthorization.AspNetCore.Tests.Pitfalls;

/// <summary>P-99: who shows a credential that fails is refused, even where nobody would need one.</summary>
public sealed class CredentialPitfalls
{
    private static readonly SymmetricSecurityKey Key = new(new byte[32]);
    private static readonly SymmetricSecurityKey ForeignKey = new([.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly DateTime Past = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Future = new(2999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, string?, HttpStatusCode> Credentials => new()
    {
        { "none", null, HttpStatusCode.OK },
        { "valid", Bearer(Key, Future), HttpStatusCode.OK },
        { "expired", Bearer(Key, Past), HttpStatusCode.Unauthorized },
        { "signed by somebody else", Bearer(ForeignKey, Future), HttpStatusCode.Unauthorized },
        { "not signed", Bearer(null, Future), HttpStatusCode.Unauthorized },
        { "of another issuer", Bearer(Key, Future, issuer: "https://other.example"), HttpStatusCode.Unauthorized },
        { "garbage", "Bearer x", HttpStatusCode.Unauthorized },
        { "empty", "Bearer ", HttpStatusCode.Unauthorized },
        { "of an unknown scheme", "Basic YTpi", HttpStatusCode.Unauthorized },
    };

    [Theory]
    [MemberData(nameof(Credentials))]
    public async Task P99_PublicResource_FailedCredential_IsNotAnonymous(
        string situation, string? authorization, HttpStatusCode expected)
    {
        var everyone = new ResourcePolicy(Arn.Parse(TestApp.Prefix + "doc/1"), DocsApp.Policy(
            PolicyKind.Resource, """{"Effect":"Allow","Principal":"*","Action":"orders:GetDoc","Resource":"*"}"""));
        await using DocsApp app = await DocsApp.StartAsync(
            routes => routes.MapGet("/docs/{id}", (string id) => id)
                .RequireIam("orders:GetDoc", "doc/{id}").AllowAnonymousByPolicy(),
            [everyone, new IamUser { Arn = IamArn.User("aws", TestApp.Account, "alice") }],
            services => services.AddAuthentication("Bearer").AddJwtBearer("Bearer", Validate));

        (HttpStatusCode status, _) = await app.SendAsync("/docs/1", authorization);
        (HttpStatusCode other, _) = await app.SendAsync("/docs/2", authorization);

        Assert.True(expected == status, $"{situation}: {status}");
        Assert.NotEqual(HttpStatusCode.OK, other);
    }

    private static void Validate(JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = TestScheme.Issuer,
            ValidateAudience = false,
            IssuerSigningKey = Key,
        };
    }

    private static string Bearer(SecurityKey? key, DateTime expiry, string issuer = TestScheme.Issuer) =>
        "Bearer " + new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            NotBefore = Past.AddYears(-1),
            IssuedAt = Past.AddYears(-1),
            Expires = expiry,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { [JwtRegisteredClaimNames.Sub] = "alice" },
            SigningCredentials = key is null ? null : new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
}
