using System.Net;
using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// Random sets of endpoints, some from the start and some added later: whatever runs was asked for, or is marked.
/// </summary>
[Trait("Threat", "H5")]
public sealed class MissingMappingThreatTests
{
    private const string RanHeader = "X-Ran";

    [Fact]
    public async Task H5_RandomEndpoints_NoneRunsUndecided()
    {
        int started = 0;
        int ran = 0;
        await Fuzz.HoldsAsync(40, async random =>
        {
            FuzzedEndpoint[] first = Draw(random, "first");
            FuzzedEndpoint[] late = Draw(random, "late");
            var endpoints = new MutableEndpoints();
            Add(endpoints, first);
            IamStartupException? refused = await TryAsync(endpoints, async app =>
            {
                started++;
                Assert.DoesNotContain(first, endpoint => endpoint.IsForbiddenAtStart);
                await app.StatusAsync("/first/0");
                Add(endpoints, late);
                foreach (FuzzedEndpoint endpoint in first.Concat(late))
                {
                    ran += await IsRunAsync(app, endpoint) ? 1 : 0;
                }
            });

            Assert.Equal(first.Any(endpoint => endpoint.IsForbiddenAtStart), refused is not null);
            Assert.All(
                first.Where(endpoint => endpoint.IsBare && refused is not null),
                endpoint => Assert.Contains($"{endpoint.Route}`", refused!.Message, StringComparison.Ordinal));
        });

        Assert.True(started > 0 && ran > 0, $"{started} apps started, {ran} endpoints ran");
    }

    private static FuzzedEndpoint[] Draw(Random random, string folder) =>
    [
        .. Enumerable.Range(0, random.Next(1, 5)).Select(index => new FuzzedEndpoint(
            $"/{folder}/{index}",
            // WHY rare at the start: an app with one such endpoint does not start, and nothing else is tried then.
            [.. Marks(random, oneIn: folder == "late" ? 2 : 12)])),
    ];

    private static IEnumerable<object> Marks(Random random, int oneIn)
    {
        bool isMapped = random.Next(oneIn) > 0;
        bool isAnonymous = random.Next(isMapped ? 12 : 3) == 0;
        if (isMapped)
        {
            yield return new IamAuthorizeAttribute("orders:Get", "*");
        }

        if (isAnonymous)
        {
            yield return new AllowAnonymousAttribute();
        }

        if (random.Next(4) == 0)
        {
            yield return new WithoutIamAttribute("a test");
        }

        if (random.Next(3) == 0)
        {
            yield return new AuthorizeAttribute();
        }

        if (random.Next(5) == 0)
        {
            yield return new AllowAnonymousByPolicyAttribute();
        }

        if (random.Next(4) == 0)
        {
            yield return new HttpMethodMetadata(["GET", "PUT"]);
        }
    }

    private static void Add(MutableEndpoints endpoints, IEnumerable<FuzzedEndpoint> added)
    {
        foreach (FuzzedEndpoint endpoint in added)
        {
            endpoints.Add(
                endpoint.Route,
                http =>
                {
                    http.Response.Headers[RanHeader] = "yes";
                    return Task.CompletedTask;
                },
                endpoint.Metadata);
        }
    }

    private static async Task<IamStartupException?> TryAsync(MutableEndpoints endpoints, Func<TestApp, Task> use)
    {
        TestApp app;
        try
        {
            app = await TestApp.StartAsync(
                routes => ((IEndpointRouteBuilder)routes).DataSources.Add(endpoints),
                after: services => new IamBuilder(services).RequireIamByDefault(),
                hasOpenDoors: false);
        }
        catch (IamStartupException refused)
        {
            return refused;
        }

        await using (app)
        {
            await use(app);
        }

        return null;
    }

    private static async Task<bool> IsRunAsync(TestApp app, FuzzedEndpoint endpoint)
    {
        app.Iam.Forget();
        using HttpResponseMessage response = await app.SendAsync(endpoint.Route);
        bool hasRun = response.Headers.Contains(RanHeader);

        Assert.Equal(endpoint.IsMapped && !endpoint.IsAnonymous ? 1 : 0, app.Iam.Questions.Count);
        Assert.Equal(endpoint.MayRun, hasRun);
        Assert.Equal(hasRun ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
        return hasRun;
    }

    private sealed record FuzzedEndpoint(string Route, object[] Metadata)
    {
        public bool IsMapped => Has<IamAuthorizeAttribute>();

        public bool IsAnonymous => Has<AllowAnonymousAttribute>();

        public bool IsBare => !IsMapped && !IsAnonymous && !Has<WithoutIamAttribute>();

        public bool IsForbiddenAtStart => !MayRun;

        /// <summary>Asked for, or marked; not both asked for and open.</summary>
        public bool MayRun => !IsBare && !(IsMapped && IsAnonymous);

        private bool Has<T>() => Metadata.OfType<T>().Any();
    }
}
