using System.Reflection;
using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;

namespace IamAuthorization.Accounts.Tests;

/// <summary>What the parameters of operations can be: ids of the caller's own account, and of another one.</summary>
internal static class ForeignArguments
{
    public const int OwnKey = 5;
    public const int VictimKey = 13;

    private const string Shared =
        """
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"orders:*","Resource":"*"}]}
        """;

    private const string Password = "Correct-horse-7";

    private static readonly Dictionary<string, object?[]> ByName = new(StringComparer.Ordinal)
    {
        ["policyArn"] = [PolicyArn("own"), PolicyArn("victim", Other), PolicyArn("victim")],
        ["accessKeyId"] = [KeyId(OwnKey), KeyId(VictimKey)],
        ["providerArn"] =
            [OidcArn(Own, "own"), OidcArn(Other, "victim"), SamlArn(Own, "own"), SamlArn(Other, "victim")],
        ["resourceArn"] = [ResourceArn(Own, "own"), ResourceArn(Other, "victim"), ResourceArn(Own, "victim")],
        ["serialNumber"] = [MfaArn(Own, "own"), MfaArn(Other, "victim"), MfaArn(Own, "victim")],
        ["deviceName"] = ["victim"],
        ["code"] = ["123456"],
        ["nextCode"] = ["654321"],
        ["password"] = [Password],
        ["oldPassword"] = [Password],
        ["newPassword"] = [Password + "2"],
        ["clientId"] = ["client"],
        ["thumbprints"] = [(ValueList<string>)[new string('a', 40)]],
        ["metadata"] = [Metadata],
        ["parentId"] = ["r-x"],
        ["unitId"] = ["ou-x"],
        ["targetId"] = [Own, Other],
        ["accountId"] = [Own, Other],

        // The names of accounts are one for all: what is taken is said, as AWS does.
        ["alias"] = ["another"],
        ["ownerName"] = ["own", "victim", null],
        ["newName"] = ["victim"],
        ["newPath"] = [null],
        ["path"] = ["/"],
        ["document"] = [Documents.AllowAll],
        ["policyName"] = ["own", "victim"],
        ["trustPolicy"] = [Trust],
        ["versionId"] = ["v1"],
        ["description"] = ["text"],
    };

    private static readonly Dictionary<Type, object?[]> ByType = new()
    {
        [typeof(IamCall)] = [Call],
        [typeof(CancellationToken)] = [None],
        [typeof(string)] = ["own", "victim"],
        [typeof(bool)] = [true],
        [typeof(bool?)] = [null],
        [typeof(TimeSpan?)] = [null],
        [typeof(ControlPolicyKind)] = [ControlPolicyKind.ServiceControl],
        [typeof(PasswordPolicy)] = [new PasswordPolicy()],
        [typeof(NewOidcProvider)] =
        [
            new NewOidcProvider { Url = "https://victim.example" },
            new NewOidcProvider { Url = "https://own.example" },
        ],
        [typeof(IamPageQuery)] = [new IamPageQuery()],
        [typeof(ManagedPolicyQuery)] = [new ManagedPolicyQuery()],
        [typeof(PolicyEntityQuery)] = [new PolicyEntityQuery()],
        [typeof(ValueList<IamTag>)] = [(ValueList<IamTag>)[new("a", "b")]],
        [typeof(ValueList<string>)] = [(ValueList<string>)["a"]],
        [typeof(IamIdentity)] =
        [
            IamIdentity.User("own"), IamIdentity.User("victim"), IamIdentity.Group("own"),
            IamIdentity.Group("victim"), IamIdentity.Role("own"), IamIdentity.Role("victim"),
        ],
        [typeof(NewIamUser)] =
        [
            new NewIamUser { Name = "victim" },
            new NewIamUser { Name = "new", PermissionsBoundaryArn = PolicyArn("victim", Other) },
        ],
        [typeof(NewIamRole)] =
        [
            new NewIamRole { Name = "victim", TrustPolicy = Trust },
            new NewIamRole
            {
                Name = "new", TrustPolicy = Trust, PermissionsBoundaryArn = PolicyArn("victim", Other),
            },
        ],
        [typeof(NewManagedPolicy)] = [new NewManagedPolicy { Name = "victim", Document = Documents.AllowAll }],
    };

    /// <summary>The values to try; an operation with a parameter that is not known here is refused.</summary>
    public static object?[] Of(ParameterInfo parameter) =>
        parameter is { Name: "document", Member.DeclaringType.Name: nameof(IIamStoredResourcePolicies) } ? [Shared]
        : ByName.TryGetValue(parameter.Name!, out object?[]? named) ? named
        : ByType.TryGetValue(parameter.ParameterType, out object?[]? typed) ? typed
        : throw new InvalidOperationException(
            $"Say what of another account `{parameter.ParameterType.Name} {parameter.Name}` can be.");

    /// <summary>Gives an account one of everything, all of one name.</summary>
    public static async Task FillAsync(AccountWorld world, IamCall call, string name)
    {
        await world.UserAsync(name, call);
        await world.GroupAsync(name, call);
        await world.RoleAsync(name, call: call);
        Arn policy = (await world.PolicyAsync(name, call)).Arn;
        await world.Keys.CreateAsync(call, name, None);
        await world.Keys.CreateAsync(call, null, None);
        await world.Groups.AddMemberAsync(call, name, name, None);
        await world.Passwords.CreateAsync(call, name, Password, isResetRequired: false, None);
        await world.Mfa.CreateAsync(call, name, "/", [], None);
        await world.Oidc.CreateAsync(call, new NewOidcProvider { Url = $"https://{name}.example" }, None);
        await world.Saml.CreateAsync(call, name, Metadata, [], None);
        await world.Resources.PutAsync(call, ResourceArn(call.AccountId, name), Shared, None);
        await world.Accounts.SetAliasAsync(call, name, None);
        await world.Accounts.SetPasswordPolicyAsync(call, new PasswordPolicy { LengthMin = 9 }, None);
        foreach (IamIdentity identity in new[]
        {
            IamIdentity.User(name), IamIdentity.Group(name), IamIdentity.Role(name),
        })
        {
            await world.Identities.AttachAsync(call, identity, policy, None);
            await world.Identities.AttachAsync(call, identity, PolicyArn("ReadOnlyAccess", "aws"), None);
            await world.Identities.PutInlineAsync(call, identity, name, Documents.AllowAll, None);
        }
    }

    private static Arn OidcArn(string accountId, string name) =>
        Arn.Parse($"arn:aws:iam::{accountId}:oidc-provider/{name}.example");

    private static Arn SamlArn(string accountId, string name) =>
        Arn.Parse($"arn:aws:iam::{accountId}:saml-provider/{name}");

    private static Arn MfaArn(string accountId, string name) => Arn.Parse($"arn:aws:iam::{accountId}:mfa/{name}");

    private static Arn ResourceArn(string accountId, string name) =>
        Arn.Parse($"arn:aws:orders:eu-west-1:{accountId}:order/{name}");
}
