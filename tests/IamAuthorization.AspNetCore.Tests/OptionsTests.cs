using System.Globalization;
using System.Net;
using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class OptionsTests
{
    public static TheoryData<string, Action<IamAuthorizationOptions>> OutOfRange => new()
    {
        { "Iam:Service is ``", o => o.Service = "" },
        { "Iam:Service is `Orders`", o => o.Service = "Orders" },
        { "Iam:Service is `or ders`", o => o.Service = "or ders" },
        { "Iam:Service is `iam`", o => o.Service = "iam" },
        { "Iam:Service is `aws`", o => o.Service = "aws" },
        { "Iam:Partition is ``", o => o.Partition = "" },
        { "Iam:Partition is `a:b`", o => o.Partition = "a:b" },
        { "Iam:Region is `EU`", o => o.Region = "EU" },
        { "Iam:AccountId is `1`", o => o.AccountId = "1" },
        { "Iam:AccountId is `11112222333", o => o.AccountId = "11112222333\u0663" },
        { "Iam:DenialDetail is `7`", o => o.DenialDetail = (IamDenialDetail)7 },
        { "Iam:AppScheme is `Missing`", o => o.AppScheme = "Missing" },
        { "Iam:Actions is `GetOrder`", o => o.Actions.Add("GetOrder") },
        { "There is no start-up check `IAM9999`", o => o.StartupChecks.Skip("IAM9999") },
        { "IAM1009 (options out of range) cannot be skipped", o => o.StartupChecks.Skip("IAM1009") },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public async Task Option_OutOfRange_StopsTheStart(string message, Action<IamAuthorizationOptions> change)
    {
        IamStartupException refused =
            await Assert.ThrowsAsync<IamStartupException>(() => TestApp.StartAsync(_ => { }, change));

        Assert.Equal("IAM1009", Assert.Single(refused.Findings).Id);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_SeveralOutOfRange_AreAllNamed()
    {
        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() =>
            TestApp.StartAsync(_ => { }, o => (o.Service, o.AccountId, o.Region) = ("", "", "?")));

        Assert.Equal(["IAM1009", "IAM1009", "IAM1009"], refused.Findings.Select(finding => finding.Id));
    }

    [Fact]
    public async Task Options_FromConfiguration_AreBound()
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Iam:Service"] = "shop",
                ["Iam:Partition"] = "own",
                ["Iam:Region"] = "",
                ["Iam:DenialDetail"] = "Bare",
            })
            .Build();
        await using TestApp app = await TestApp.StartAsync(
            routes => routes.MapGet("/{id}", (string id) => id).RequireIam("shop:Get", "cart/{id}"),
            after: services => services.AddIamAuthorization(configuration.GetSection("Iam")));

        HttpStatusCode status = await app.StatusAsync("/7");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal($"arn:own:shop::{TestApp.Account}:cart/7", app.Iam.Only.Arn);
        Assert.Equal(IamDenialDetail.Bare, app.Services.GetRequiredService<IamAuthorizationOptions>().DenialDetail);
    }

    [Fact]
    public async Task Options_OtherFloors_SeeTheSameValues()
    {
        await using TestApp app = await TestApp.StartAsync(_ => { });

        Assert.Equal("orders", app.Services.GetRequiredService<IOptions<IamOptions>>().Value.Service);
        Assert.Equal("orders", app.Services.GetRequiredService<IOptionsMonitor<IamOptions>>().CurrentValue.Service);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(TestScheme.Name, null, TestScheme.Name)]
    [InlineData(TestScheme.Name, "Other", "Other")]
    public async Task DefaultScheme_AppNamedNone_IsTheAppScheme(string? appScheme, string? named, string? expected)
    {
        await using TestApp app = await TestApp.StartAsync(
            _ => { },
            o => o.AppScheme = appScheme,
            after: services => services
                .AddAuthentication(o => o.DefaultScheme = named)
                .AddScheme<AuthenticationSchemeOptions, TestScheme>("Other", null));

        AuthenticationScheme? scheme = await app.Services
            .GetRequiredService<IAuthenticationSchemeProvider>().GetDefaultAuthenticateSchemeAsync();

        Assert.Equal(expected, scheme?.Name);
    }

    [Fact]
    public async Task H3_Culture_Turkish_ChangesNoQuestion()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            await using TestApp app = await TestApp.StartAsync(routes =>
                routes.MapGet("/{id}", (string id) => id).RequireIam("orders:ListItems", "item/{ID}"));

            await app.StatusAsync("/i");

            Assert.Equal(TestApp.Prefix + "item/i", app.Iam.Only.Arn);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
