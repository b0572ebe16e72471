using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class BearerTests
{
    /// <summary>What ends a session, and what whoever still uses it is told.</summary>
    public static TheoryData<string, string> Ends => new()
    {
        { "expired", "the token has expired" },
        { "role deleted", "the role of the session is gone" },
        { "role made again", "the role of the session is gone" },
        { "revoked", "the session has been revoked" },
        { "store down", "it could not be found out whether the session still counts" },
    };

    public static TheoryData<string> Doors => [.. BearerApp.Doors];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Session_Alive_PassesEveryDoorAsItself(string door)
    {
        await using BearerApp app = await BearerApp.StartAsync();

        HttpResponseMessage response = await app.SendAsync(door, await app.IssueAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            $"sub=arn:aws:sts::{TestApp.Account}:assumed-role/Support/bob iss={BearerApp.Issuer}",
            await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task AppToken_BesideOurs_IsItsUser(string door)
    {
        await using BearerApp app = await BearerApp.StartAsync();

        HttpResponseMessage response = await app.SendAsync(door, BearerApp.AppToken("alice"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("sub=alice", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/iam", HttpStatusCode.Unauthorized)]
    [InlineData("/plain", HttpStatusCode.Unauthorized)]
    [InlineData("/public", HttpStatusCode.OK)]
    public async Task NoCredential_Anonymous_IsChallengedWherePolicyDoesNotAllow(string door, HttpStatusCode expected)
    {
        await using BearerApp app = await BearerApp.StartAsync();

        HttpResponseMessage response = await app.SendAsync(door);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(
            expected == HttpStatusCode.Unauthorized ? "Bearer" : "", response.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [MemberData(nameof(Ends))]
    [Trait("Threat", "A6")]
    public async Task A6_SessionEnded_WarmCaches_IsRefusedAtOnceOnEveryDoor(string end, string told)
    {
        var fault = new StoreFault();
        await using BearerApp app = await BearerApp.StartAsync(
            services: services => services.AddSingleton<IIamStore>(
                provider => new FragileStore(new InMemoryIamStore(BearerApp.Entities()), fault)));
        string token = await app.IssueAsync();
        Assert.All(await StatusesAsync(app, token), status => Assert.Equal(HttpStatusCode.OK, status));

        await EndAsync(app, end, fault);

        foreach (string door in BearerApp.Doors)
        {
            HttpResponseMessage response = await app.SendAsync(door, token);
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{door}: {response.StatusCode}");
            Assert.Equal(
                $"Bearer error=\"invalid_token\", error_description=\"{told}\"",
                response.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    [Trait("Threat", "A6")]
    public async Task A6_Expiry_WarmCaches_IsExactToTheMillisecond()
    {
        await using BearerApp app = await BearerApp.StartAsync();
        string token = await app.IssueAsync();
        await StatusesAsync(app, token);

        app.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        HttpStatusCode[] before = await StatusesAsync(app, token);
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        HttpStatusCode[] after = await StatusesAsync(app, token);

        Assert.All(before, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.All(after, status => Assert.Equal(HttpStatusCode.Unauthorized, status));
    }

    [Fact]
    public async Task Session_IssuedAfterTheRevocation_Counts()
    {
        await using BearerApp app = await BearerApp.StartAsync();
        string before = await app.IssueAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.CommitAsync([Revocation(app)]);

        HttpStatusCode[] statuses =
            [await StatusAsync(app, "/iam", before), await StatusAsync(app, "/iam", await app.IssueAsync())];

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK], statuses);
    }

    [Fact]
    public async Task ClaimsTransformation_AddsClaims_NoIdentityGrows()
    {
        await using BearerApp app = await BearerApp.StartAsync(
            services: services => services.AddTransient<IClaimsTransformation, Grow>());
        string token = await app.IssueAsync();

        string[] bodies = new string[3];
        for (int i = 0; i < bodies.Length; i++)
        {
            bodies[i] = await (await app.SendAsync("/iam", token)).Content.ReadAsStringAsync();
        }

        Assert.EndsWith(" grown=yes", bodies[0], StringComparison.Ordinal);
        Assert.Single(bodies.Distinct());
    }

    [Fact]
    public async Task Requests_Concurrent_ShareThePrincipalAndNoIdentity()
    {
        var users = new ConcurrentBag<ClaimsIdentity>();
        var bothIn = new Barrier(2);
        await using BearerApp app = await BearerApp.StartAsync(
            routes => routes.MapGet("/meet", (HttpContext http) =>
            {
                users.Add((ClaimsIdentity)http.User.Identity!);
                return bothIn.SignalAndWait(TimeSpan.FromSeconds(30)) ? "met" : "alone";
            }).RequireAuthorization());
        string token = await app.IssueAsync();
        await app.SendAsync("/plain", token);

        HttpResponseMessage[] responses =
            await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => app.SendAsync("/meet", token))));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        IamIdentity[] identities = [.. users.Cast<IamIdentity>()];
        Assert.NotSame(identities[0], identities[1]);
        Assert.Same(identities[0].Principal, identities[1].Principal);
    }

    [Fact]
    public async Task Ticket_OfASession_ExpiresWithIt_AndDoesNotKeepTheToken()
    {
        AuthenticateResult? result = null;
        await using BearerApp app = await BearerApp.StartAsync(
            routes => routes.MapGet("/ticket", async (HttpContext http) => result = await http.AuthenticateAsync()));

        await app.SendAsync("/ticket", await app.IssueAsync());

        Assert.Equal(BearerApp.Start.AddHours(1), result!.Properties!.ExpiresUtc);
        Assert.Empty(result.Properties.GetTokens());
    }

    private static async Task EndAsync(BearerApp app, string end, StoreFault fault)
    {
        var store = (FragileStore)app.Services.GetRequiredService<IIamStore>();
        switch (end)
        {
            case "expired":
                app.Clock.Advance(TimeSpan.FromHours(1));
                break;
            case "role deleted":
                await store.CommitAsync([], [BearerApp.Support().Key]);
                break;
            case "role made again":
                await store.CommitAsync([BearerApp.Support("AROAANOTHER0123456789")], []);
                break;
            case "revoked":
                app.Clock.Advance(TimeSpan.FromMilliseconds(1));
                await store.CommitAsync([Revocation(app)], []);
                break;
            default:
                fault.IsDown = true;
                break;
        }
    }

    private static SessionRevocation Revocation(BearerApp app) => new()
    {
        PrincipalArn = Arn.Parse(BearerApp.SupportArn),
        ValidFrom = app.Clock.GetUtcNow(),
    };

    private static Task<HttpStatusCode[]> StatusesAsync(BearerApp app, string token) =>
        Task.WhenAll(BearerApp.Doors.Select(door => StatusAsync(app, door, token)));

    private static async Task<HttpStatusCode> StatusAsync(BearerApp app, string door, string token) =>
        (await app.SendAsync(door, token)).StatusCode;

    private sealed class Grow : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim("grown", "yes"));
            return Task.FromResult(principal);
        }
    }

    private sealed class StoreFault
    {
        public bool IsDown { get; set; }
    }

    private sealed class FragileStore(InMemoryIamStore inner, StoreFault fault) : IIamStore
    {
        public ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) =>
            fault.IsDown ? throw new IOException("The disk is gone.") : inner.GetSnapshotAsync(cancellationToken);

        public ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken) =>
            inner.CommitAsync(commit, cancellationToken);

        public IDisposable Subscribe(Action<IamChange> onChange) => inner.Subscribe(onChange);

        public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
            ChangeLogQuery query, CancellationToken cancellationToken) =>
            inner.ReadChangeLogAsync(query, cancellationToken);

        public async Task CommitAsync(IEnumerable<IamEntity> puts, IEnumerable<IamEntityKey> deletions)
        {
            IIamSnapshot now = await inner.GetSnapshotAsync(CancellationToken.None);
            await inner.CommitAsync(
                new IamCommit
                {
                    ExpectedRevision = now.Revision,
                    AccountId = "111122223333",
                    Action = "iam:Test",
                    Puts = [.. puts],
                    Deletions = [.. deletions],
                },
                CancellationToken.None);
        }
    }
}
