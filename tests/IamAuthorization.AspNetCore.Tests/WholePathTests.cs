using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Policy files in, HTTP answers out, with nothing faked but the users' issuer.</summary>
public sealed class WholePathTests
{
    private const string Alice = """
        {
          "UserName": "alice",
          "UserPolicyList": [
            {
              "PolicyName": "ReadOrders",
              "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                  { "Effect": "Allow", "Action": "orders:GetOrder",
                    "Resource": "arn:aws:orders:eu-west-1:111122223333:order/*",
                    "Condition": { "StringEquals": { "orders:Shop": "north" } } },
                  { "Effect": "Deny", "Action": "orders:*",
                    "Resource": "arn:aws:orders:eu-west-1:111122223333:order/secret-*" }
                ]
              }
            }
          ]
        }
        """;

    [Theory]
    [InlineData("/orders/17", "alice", HttpStatusCode.OK, "")]
    [InlineData("/orders/secret-1", "alice", HttpStatusCode.Forbidden, "explicit deny in an identity-based policy")]
    [InlineData("/reports", "alice", HttpStatusCode.Forbidden, "no identity-based policy allows the orders:Report")]
    [InlineData("/orders/17", "mallory", HttpStatusCode.Forbidden, "User: anonymous is not authorized to perform")]
    [InlineData("/orders/17", null, HttpStatusCode.Unauthorized, "")]
    public async Task PolicyFiles_Request_IsDecidedWithItsReason(
        string path, string? user, HttpStatusCode expected, string reason)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("iam");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, TestApp.Account, "users"));
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, TestApp.Account, "users", "alice.json"),
                Alice,
                TestContext.Current.CancellationToken);
            await using WebApplication app = await StartAsync(folder.FullName);

            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Authorization", user is null ? [] : [$"Test {user}"]);
            using HttpClient client = app.GetTestClient();
            using HttpResponseMessage response =
                await client.SendAsync(request, TestContext.Current.CancellationToken);
            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Equal(expected, response.StatusCode);
            Assert.Contains(reason, body, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<WebApplication> StartAsync(string folder)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        builder.Services
            .AddIamAuthorization(o =>
            {
                o.Service = "orders";
                o.Region = "eu-west-1";
                o.AccountId = TestApp.Account;
                o.Callers.Map(TestScheme.Issuer, claims => IamCaller.User(claims.FindFirstValue("sub")));
                o.ContextKeys.Add("orders:Shop", _ => "north");
            })
            .AddPolicyFiles(folder, files => files.ReloadOnChange = false);
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TestScheme>(TestScheme.Name, null);

        WebApplication app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/orders/{id}", (string id) => id).RequireIam("orders:GetOrder", "order/{id}");
        app.MapGet("/reports", () => "ran").RequireIam("orders:Report", "report");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
