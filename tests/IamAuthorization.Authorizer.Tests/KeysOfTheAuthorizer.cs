using IamAuthorization.Policies;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>
/// Conditions §6.6, C-43, C-44: the authorizer's keys, for each kind of principal, whatever the request says.
/// </summary>
public sealed class KeysOfTheAuthorizer
{
    private const string Absent = "(absent)";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string> ByKind => new()
    {
        { "anonymous", "aws:PrincipalType", "Anonymous" },
        { "root", "aws:PrincipalType", "Account" },
        { "user", "aws:PrincipalType", "User" },
        { "role", "aws:PrincipalType", "AssumedRole" },
        { "federated user", "aws:PrincipalType", "FederatedUser" },
        { "federated identity", "aws:PrincipalType", Absent },
        { "service", "aws:PrincipalType", Absent },
        { "anonymous", "aws:userid", "anonymous" },
        { "root", "aws:userid", Home },
        { "user", "aws:userid", "ID" },
        { "role", "aws:userid", "ID:s" },
        { "federated user", "aws:userid", $"{Home}:f" },
        { "service", "aws:userid", Absent },
        { "federated identity", "aws:userid", Absent },
        { "user of no store", "aws:userid", Absent },
        { "role of no store", "aws:userid", Absent },
        { "anonymous", "aws:PrincipalIsAWSService", Absent },
        { "federated identity", "aws:PrincipalIsAWSService", Absent },
        { "user", "aws:PrincipalIsAWSService", "false" },
        { "service", "aws:PrincipalIsAWSService", "true" },
        { "user", "aws:PrincipalServiceName", Absent },
        { "service", "aws:PrincipalServiceName", "events.example.com" },
        { "service", "aws:PrincipalServiceNamesList", "events.example.com" },
        { "role", "aws:PrincipalServiceNamesList", Absent },
        { "user", "aws:TokenIssueTime", Absent },
        { "user", "aws:MultiFactorAuthPresent", Absent },
        { "user", "aws:MultiFactorAuthAge", Absent },
        { "role", "aws:MultiFactorAuthPresent", "false" },
        { "role", "aws:MultiFactorAuthAge", Absent },
        { "role with MFA", "aws:MultiFactorAuthPresent", "true" },
        { "role with MFA", "aws:MultiFactorAuthAge", "60" },
        { "role with MFA at no time", "aws:MultiFactorAuthAge", Absent },
        { "user", "aws:SourceIdentity", Absent },
        { "role with MFA", "aws:SourceIdentity", "me" },
        { "user", "aws:FederatedProvider", Absent },
        { "user", "aws:PrincipalOrgID", "o-caller" },
        { "user", "aws:PrincipalOrgPaths", "o-caller/r-1/" },
        { "user", "aws:ResourceOrgID", "o-owner" },
        { "user", "aws:ResourceOrgPaths", "o-owner/r-2/" },
        { "user", "AWS:PRINCIPALTYPE", "User" },
        { "user", "orders:Region", "forged" },
    };

    [Theory]
    [MemberData(nameof(ByKind))]
    public void C43_C44_Key_HasTheValueOfTheCaller_OrNone(string caller, string key, string expected) =>
        Assert.Equal(expected, Shown(ContextOf(caller).Get(ConditionKey.Of(key))));

    public static TheoryData<string, bool, string> ByTag => new()
    {
        { "aws:PrincipalTag/stored", false, "by store" },
        { "aws:PrincipalTag/both", false, "by session" },
        { "aws:PrincipalTag/BOTH", false, "by session" },
        { "aws:principaltag/session", false, "by session" },
        { "aws:PrincipalTag/none", false, Absent },
        { "aws:ResourceTag/colour", false, "red" },
        { "aws:ResourceTag/COLOUR", false, "red" },
        { "aws:ResourceTag/none", false, Absent },
        { "iam:ResourceTag/colour", false, Absent },
        { "iam:ResourceTag/colour", true, "red" },
        { "iam:ResourceTag/none", true, Absent },
        { "aws:RequestTag/colour", false, "forged" },
    };

    [Theory]
    [MemberData(nameof(ByTag))]
    public void C40_C43_Tag_IsFoundWithoutRegardToCase_AndNeverTakenFromTheRequest(
        string key, bool isIamResource, string expected) =>
        Assert.Equal(expected, Shown(ContextOf("user", isIamResource).Get(ConditionKey.Of(key))));

    [Fact]
    public void C40_TagsThatDifferInCaseAlone_AreAConflict()
    {
        var tags = new TagLookup([KeyValuePair.Create("Team", "a"), KeyValuePair.Create("team", "b")]);

        Assert.Equal(ContextValue.Conflict, tags.Find("TEAM"));
    }

    /// <summary>C-44: a key that is the authorizer's and has no value is absent, which is an answer too.</summary>
    private static string Shown(ContextValue value) =>
        !value.IsSupplied ? "(not supplied)" : value.ToString() is { Length: > 0 } text ? text : Absent;

    private static DecisionContext ContextOf(string caller, bool isIamResource = false) =>
        new(
            QuestionOf(PrincipalOf(caller), isIamResource ? UserArn("Bob") : Arn.Any),
            new Caller(
                caller is "user" or "role" ? Stored() : null,
                Session: null,
                Lookup(("both", "by session"), ("session", "by session")),
                new AccountControls { OrganizationId = "o-caller", OrganizationPath = "o-caller/r-1/" }))
        {
            OwnerControls = new AccountControls { OrganizationId = "o-owner", OrganizationPath = "o-owner/r-2/" },
            ResourceTags = Lookup(("colour", "red")),
            Now = Now,
        };

    private static Question QuestionOf(IamPrincipal principal, Arn resource) =>
        new(
            principal,
            ActionName.Parse("orders:GetOrder"),
            resource,
            OwnerAccountId: null,
            Tags: null,
            RoleTagOverlay: null,
            DelegatesTrust: false,
            new Forger());

    private static IamPrincipal PrincipalOf(string caller)
    {
        var session = new IamSession();
        IamSession strong = new() { HasMultiFactorAuth = true, SourceIdentity = "me" };
        return caller switch
        {
            "anonymous" => IamPrincipal.Anonymous,
            "root" => IamPrincipal.Root(Home),
            "user" or "user of no store" => Alice(),
            "role" or "role of no store" => IamPrincipal.RoleSession(RoleArn("R"), "s", session: session),
            "role with MFA" => IamPrincipal.RoleSession(RoleArn("R"), "s", session: new IamSession
            {
                HasMultiFactorAuth = true,
                MultiFactorAuthAt = Now.AddMinutes(-1),
                SourceIdentity = "me",
            }),
            "role with MFA at no time" => IamPrincipal.RoleSession(RoleArn("R"), "s", session: strong),
            "federated user" => IamPrincipal.FederatedUser(Arn.Parse($"arn:aws:sts::{Home}:federated-user/f")),
            "federated identity" => IamPrincipal.FederatedIdentity("idp.example.com"),
            "service" => IamPrincipal.Service("events.example.com"),
            _ => throw new ArgumentOutOfRangeException(nameof(caller)),
        };
    }

    private static CallerPolicies Stored() => new()
    {
        Arn = UserArn("alice"),
        UniqueId = "ID",
        Tags = Lookup(("stored", "by store"), ("Both", "by store")),
        Identity = CompiledSet.Empty,
        PermissionsBoundary = null,
        SessionsValidFrom = null,
    };

    private static TagLookup Lookup(params (string Key, string Value)[] tags) =>
        new(tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value)));

    /// <summary>A request that claims every key.</summary>
    private sealed class Forger : RequestContext
    {
        public override ContextValue Get(ConditionKey key) => ContextValue.Of("forged");
    }
}
