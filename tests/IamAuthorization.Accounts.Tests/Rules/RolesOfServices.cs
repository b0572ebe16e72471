using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static IamAuthorization.Accounts.Tests.AccountWorld;
using Codes = IamAuthorization.Accounts.IamErrorCodes;

namespace IamAuthorization.Accounts.Tests;

/// <summary>Roles that services act with: made and deleted by their own operations, changed by nobody.</summary>
public sealed class RolesOfServices
{
    private const string Reports = "reports.orders.example";
    private const string Mail = "mail.orders.example";

    [Fact]
    public async Task Role_IsMadeAsTheServiceSays()
    {
        using AccountWorld world = World();

        IamRole made = (await Linked(world).CreateAsync(Call, Reports, null, null, None)).Value;

        Assert.Equal(
            $"arn:aws:iam::{Own}:role/aws-service-role/{Reports}/AWSServiceRoleForReports", made.Arn.ToString());
        Assert.Equal((Reports, "Reads orders", TimeSpan.FromHours(1)),
            (made.LinkedService, made.Description, made.SessionDurationMax));
        Assert.Equal(
            "arn:aws:iam::aws:policy/aws-service-role/ReportsServiceRolePolicy",
            Assert.Single(made.AttachedPolicyArns).ToString());
        Assert.Equal(
            Documents.AllowAll,
            (await world.Policies.GetAsync(Call, made.AttachedPolicyArns[0], None)).Policy.Document.Text);
        PolicyPrincipal trusted = Assert.Single(made.TrustPolicy.Statements[0].Principals!.Value);
        Assert.Equal(("Service", Reports), (trusted.Kind.ToString(), trusted.Value));
        Assert.Equal(made, await world.Roles.GetAsync(Call, "awsserviceroleforreports", None));
        Assert.Equal("iam:CreateServiceLinkedRole", (await world.LogAsync())[^1].Action);
    }

    [Fact]
    public async Task RoleWithSuffix_IsBesideTheOther_WhereTheServiceAllowsIt()
    {
        using AccountWorld world = World();
        await Linked(world).CreateAsync(Call, Mail, "mine", null, None);

        IamRole second = (await Linked(world).CreateAsync(Call, Mail, "mine", "eu", None)).Value;

        Assert.Equal(("AWSServiceRoleForMail_eu", "mine"), (second.Name, second.Description));
        await RefusedAsync(
            Codes.InvalidInput,
            "Service role name AWSServiceRoleForMail_EU has been taken in this account, please try a different suffix.",
            () => Linked(world).CreateAsync(Call, Mail, null, "EU", None));
    }

    public static TheoryData<string, string?, string, string?> Refused => new()
    {
        { Reports, "eu", Codes.InvalidInput, $"Custom suffix is not allowed for {Reports}" },
        { Mail, "", Codes.ValidationError, null },
        { Mail, "a b", Codes.ValidationError, null },
        { Mail, new string('x', 64), Codes.ValidationError, null },
        { "s3.example", null, Codes.InvalidInput, "The service s3.example has no service-linked role." },
        { "Mail.orders.example", null, Codes.InvalidInput, null },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Creation_OutOfRule_IsRefused(string service, string? suffix, string code, string? message)
    {
        using AccountWorld world = World();

        await RefusedAsync(code, message, () => Linked(world).CreateAsync(Call, service, null, suffix, None));

        Assert.Empty(await world.LogAsync());
    }

    [Fact]
    public async Task Role_IsDeletedByItsOwnOperation_OnceTheServiceNeedsItNoMore()
    {
        bool isInUse = true;
        using AccountWorld world = World(() => isInUse);
        await Linked(world).CreateAsync(Call, Mail, null, null, None);

        await RefusedAsync(
            Codes.UnmodifiableEntity, null, () => world.Roles.DeleteAsync(Call, "AWSServiceRoleForMail", None));
        await RefusedAsync(
            Codes.DeleteConflict,
            $"The role AWSServiceRoleForMail is still in use by {Mail}.",
            () => Linked(world).DeleteAsync(Call, "AWSServiceRoleForMail", None));
        isInUse = false;
        await Linked(world).DeleteAsync(Call, "AWSServiceRoleForMail", None);

        await RefusedAsync(
            Codes.NoSuchEntity,
            "The role with name AWSServiceRoleForMail cannot be found.",
            () => Linked(world).DeleteAsync(Call, "AWSServiceRoleForMail", None));
        await Linked(world).CreateAsync(Call, Mail, null, null, None);
    }

    [Fact]
    public async Task OrdinaryRole_IsNotDeletedAsALinkedOne_NorMadeUnderItsPath()
    {
        using AccountWorld world = World();
        await world.RoleAsync("plain");

        await RefusedAsync(
            Codes.InvalidInput,
            "The role plain is not linked to a service.",
            () => Linked(world).DeleteAsync(Call, "plain", None));
        var role = new NewIamRole { Name = "fake", TrustPolicy = Trust, Path = $"/aws-service-role/{Reports}/" };
        await RefusedAsync(
            Codes.InvalidInput,
            $"The path /aws-service-role/{Reports}/ is reserved for roles that are linked to a service.",
            () => world.Roles.CreateAsync(Call, role, None));
    }

    [Theory]
    [InlineData(IamIdentityKind.User)]
    [InlineData(IamIdentityKind.Group)]
    [InlineData(IamIdentityKind.Role)]
    public async Task PolicyOfAService_IsNotAttachedToAnybodyElse(IamIdentityKind kind)
    {
        using AccountWorld world = World();
        await world.MakeAsync(kind, "one");

        await RefusedAsync(
            Codes.PolicyNotAttachable,
            null,
            () => world.Identities.AttachAsync(
                Call, Identity(kind, "one"), PolicyArn("ReportsServiceRolePolicy", "aws", "/aws-service-role/"), None));
    }

    public static TheoryData<string, string, string> BadOptions => new()
    {
        { "Reports", "Reports", "ServiceLinkedRoles has the service `Reports`: write lower-case letters, digits, dots "
            + "and hyphens, for example `reports.orders.example`." },
        { Reports, "a b", $"ServiceLinkedRoles:{Reports}:Name is `a b`: write 1 to 48 letters, digits and _+=,.@-, for "
            + "example `Reports`." },
        { Reports, "Mail", "ServiceLinkedRoles has the name `Mail` for more than one service." },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void Registration_OutOfRule_IsAFinding(string service, string name, string message)
    {
        var options = new IamServiceLinkedRoleOptions();
        options.Services[Mail] = new ServiceLinkedRole { Name = "Mail", Policy = Documents.AllowAll };
        options.Services[service] = new ServiceLinkedRole { Name = name, Policy = Documents.AllowAll };

        ValidateOptionsResult result = new IamServiceLinkedRoleOptionsValidator().Validate(null, options);

        Assert.Equal([message], result.Failures!);
    }

    private static IIamServiceLinkedRoles Linked(AccountWorld world) => world.Get<IIamServiceLinkedRoles>();

    private static AccountWorld World(Func<bool>? isInUse = null) => new(
        configure: services => services.Configure<IamServiceLinkedRoleOptions>(options =>
        {
            options.Services[Reports] = new ServiceLinkedRole
            {
                Name = "Reports",
                Policy = Documents.AllowAll,
                Description = "Reads orders",
            };
            options.Services[Mail] = new ServiceLinkedRole
            {
                Name = "Mail",
                Policy = Documents.AllowAll,
                AllowsSuffix = true,
                IsInUse = (_, _) => new(isInUse?.Invoke() ?? false),
            };
        }));
}
