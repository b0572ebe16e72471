using static IamAuthorization.Policies.Tests.Documents.PolicyText;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>The content gate of actions, resources, principals, Sids and versions (PL-09, PL-14..PL-59).</summary>
public sealed class ContentTests
{
    private static readonly PolicyReadOptions Stored = new() { Gate = PolicyGate.Stored };

    [Theory]
    [InlineData("PL25 any case", "'IAM:listAccessKeys'", null)]
    [InlineData("PL25 everything", "'*'", null)]
    [InlineData("PL26 wildcards anywhere", "'iam:*Access?Key*'", null)]
    [InlineData("PL27 dot and hyphen in the service", "'my-app.v2:Get'", null)]
    [InlineData("PL27 everything, in two parts", "'*:*'", null)]
    [InlineData("PL27 wildcard in the service", "'s*:Get*'", "WILDCARD_IN_SERVICE_NAME")]
    [InlineData("PL27 empty service", "':Get'", "INVALID_SERVICE_IN_ACTION")]
    [InlineData("PL28 no colon", "'get'", "INVALID_ACTION")]
    [InlineData("PL28 two colons", "'a:b:c'", "INVALID_ACTION")]
    [InlineData("PL30 variable", "'s3:${aws:username}'", "VARIABLE_UNSUPPORTED_IN_ELEMENT")]
    [InlineData("PL31 trailing space", "'s3:Get '", "INVALID_ACTION")]
    [InlineData("PL31 empty name", "'s3:'", "INVALID_ACTION")]
    [InlineData("PL31 dotted, dashed, underscored name", "'s3:Get_a-b.c'", null)]
    [InlineData("PL09 empty list", "[]", "EMPTY_ARRAY_ACTION")]
    public void Action_WhenSaved_IsJudged(string rule, string action, string? code) =>
        AssertJudged(rule, WithAction(action), PolicyKind.Managed, code);

    [Theory]
    [InlineData(128, null)]
    [InlineData(129, "INVALID_ACTION")]
    public void PL31_ActionName_HasAtMost128Characters(int length, string? code) =>
        AssertJudged("PL31", WithAction($"'s3:{new string('a', length)}'"), PolicyKind.Managed, code);

    [Theory]
    [InlineData("PL34 everything", "'*'", null)]
    [InlineData("PL35 no colon", "'bucket'", "INVALID_ARN_PREFIX")]
    [InlineData("PL35 only a variable", "'${aws:username}'", "INVALID_ARN_PREFIX")]
    [InlineData("PL35 not arn", "'ARN:aws:s3:::b'", "INVALID_ARN_PREFIX")]
    [InlineData("PL35 unknown partition", "'arn:azure:s3:::b'", "INVALID_PARTITION")]
    [InlineData("PL35 wildcard partition", "'arn:*:s3:::b'", null)]
    [InlineData("PL35 isolated partition", "'arn:aws-iso-b:s3:::b'", null)]
    [InlineData("PL36 part of a partition", "'arn:aws*:s3:::b'", "INVALID_PARTITION")]
    [InlineData("PL36 wildcard service", "'arn:aws:s*:::b'", "WILDCARD_IN_SERVICE_NAME")]
    [InlineData("PL36 empty service", "'arn:aws::::b'", "INVALID_SERVICE")]
    [InlineData("PL36 upper-case service", "'arn:aws:S3:::b'", "INVALID_ARN_SERVICE_CASE")]
    [InlineData("PL36 region", "'arn:aws:sqs:EU:111122223333:q'", "INVALID_ARN_REGION")]
    [InlineData("PL36 backslash", "'arn:aws:s3:::a\\\\b'", "INVALID_ARN_RESOURCE")]
    [InlineData("PL37 type word of iam", "'arn:aws:iam::111122223333:u*'", "INVALID_ARN_RESOURCE")]
    [InlineData("PL37 root", "'arn:aws:iam::111122223333:root'", null)]
    [InlineData("PL37 user", "'arn:aws:iam::*:user/*'", null)]
    [InlineData("PL38 iam region", "'arn:aws:iam:eu-west-1:111122223333:user/a'", "ARN_REGION_NOT_ALLOWED")]
    [InlineData("PL38 bucket region", "'arn:aws:s3:eu-west-1::b'", "ARN_REGION_NOT_ALLOWED")]
    [InlineData("PL38 wildcard region", "'arn:aws:iam:*:111122223333:user/a'", null)]
    [InlineData("PL38 access point", "'arn:aws:s3:eu-west-1:111122223333:accesspoint/a'", null)]
    [InlineData("PL39 short", "'arn:aws:cloudfront:*'", null)]
    [InlineData("PL39 short without star", "'arn:aws:cloudfront'", "MISSING_ARN_FIELD")]
    [InlineData("PL39 short with empty part", "'arn:aws:s3::b*'", "MISSING_ARN_FIELD")]
    [InlineData("PL40 account of AWS", "'arn:aws:iam::aws:policy/a'", null)]
    [InlineData("PL40 eleven digits", "'arn:aws:sqs:eu:11112222333:q'", "INVALID_ARN_ACCOUNT")]
    [InlineData("PL41 variable in the account", "'arn:aws:sqs:eu:${aws:PrincipalAccount}:q'", null)]
    [InlineData("PL41 variable in the partition", "'arn:${aws:p}:sqs:eu:111122223333:q'", "INVALID_PARTITION")]
    [InlineData("PL41 variable in the service", "'arn:aws:${aws:s}:eu:111122223333:q'", "INVALID_SERVICE")]
    [InlineData("PL60 variable in the resource", "'arn:aws:s3:::b/${aws:username}/*'", null)]
    [InlineData("PL68 not closed", "'arn:aws:s3:::${aws:username'", "MISSING_BRACE_IN_VARIABLE")]
    [InlineData("PL68 nested", "'arn:aws:s3:::${a${b:c}}'", "INVALID_ARN_RESOURCE")]
    [InlineData("PL69 default", "'arn:aws:s3:::${aws:username, #no body#}'", null)]
    [InlineData("PL09 empty list", "[]", "EMPTY_ARRAY_RESOURCE")]
    public void Resource_WhenSaved_IsJudged(string rule, string resource, string? code) => AssertJudged(
        rule, WithResource(resource).Replace('#', '\''), PolicyKind.Managed, code);

    [Fact]
    public void PL35_PartitionOfTheHost_IsAccepted()
    {
        string text = WithResource("'arn:acme:orders:::order/1'");
        AssertRefused(text, PolicyKind.Managed, "INVALID_PARTITION");
        AssertAccepted(text, PolicyKind.Managed, new PolicyReadOptions { Partition = "acme" });
    }

    [Theory]
    [InlineData("arn:aws:orders:eu:111122223333:order/1", true)]
    [InlineData("arn:aws:orders:eu:111122223333:order/1/line/2", true)]
    [InlineData("arn:aws:orders:*:111122223333:order/*", true)]
    [InlineData("arn:aws:orders:eu:${aws:PrincipalAccount}:order/${aws:username}", true)]
    [InlineData("arn:aws:orders:eu:111122223333:order/2", false)]
    [InlineData("arn:aws:orders:eu:111122223333:order/12", false)]
    [InlineData("arn:aws:orders:eu:111122223333:order", false)]
    public void PL20_ResourceOfAResourcePolicy_MatchesWhatItIsAttachedTo(string resource, bool isAccepted)
    {
        string text = Of($"'Effect':'Allow','Principal':'*','Action':'orders:*','Resource':'{resource}'");
        var options = new PolicyReadOptions { AttachedResource = Arn.Parse("arn:aws:orders:eu:111122223333:order/1") };
        if (isAccepted)
        {
            AssertAccepted(text, PolicyKind.Resource, options);
        }
        else
        {
            AssertRefused(text, PolicyKind.Resource, "UNSUPPORTED_RESOURCE_ARN_IN_POLICY", options);
        }
    }

    [Theory]
    [InlineData("§5 everyone", "'*'", null)]
    [InlineData("§5 account", "{'AWS':['111122223333','arn:aws:iam::111122223333:root']}", null)]
    [InlineData(
        "§5 user, role",
        "{'AWS':['arn:aws:iam::111122223333:user/a/B','arn:aws:iam::111122223333:role/R']}",
        null)]
    [InlineData(
        "§5 sessions",
        "{'AWS':['arn:aws:sts::111122223333:assumed-role/R/s','arn:aws:sts::111122223333:federated-user/f']}",
        null)]
    [InlineData("§5 unique id", "{'AWS':'AIDAABCDEFGHIJKLMNOPQ'}", null)]
    [InlineData("PL50 service with a dot", "{'Service':'events.example.com'}", null)]
    [InlineData("PL50 service without a dot", "{'Service':'events'}", "INVALID_SERVICE_PRINCIPAL_FORMAT")]
    [InlineData(
        "PL51 wildcard in an ARN",
        "{'AWS':'arn:aws:iam::111122223333:role/*'}",
        "UNSUPPORTED_WILDCARD_IN_PRINCIPAL")]
    [InlineData("PL51 all services", "{'Service':'*'}", "UNSUPPORTED_WILDCARD_IN_PRINCIPAL")]
    [InlineData("PL53 group", "{'AWS':'arn:aws:iam::111122223333:group/g'}", "INVALID_PRINCIPAL_FORMAT")]
    [InlineData(
        "PL53 role session without session",
        "{'AWS':'arn:aws:sts::111122223333:assumed-role/R'}",
        "INVALID_PRINCIPAL_FORMAT")]
    [InlineData(
        "PL58 provider",
        "{'Federated':'arn:aws:iam::111122223333:saml-provider/x'}",
        "FEDERATED_PRINCIPAL_NOT_SUPPORTED")]
    [InlineData(
        "PL60 variable",
        "{'AWS':'arn:aws:iam::111122223333:user/${aws:username}'}",
        "VARIABLE_UNSUPPORTED_IN_ELEMENT")]
    [InlineData("canonical user", "{'CanonicalUser':'abc'}", "UNSUPPORTED_PRINCIPAL")]
    [InlineData("eleven digits", "{'AWS':'11112222333'}", "INVALID_ARN_ACCOUNT")]
    [InlineData("PL09 empty object", "{}", "EMPTY_OBJECT_PRINCIPAL")]
    [InlineData("PL09 empty list", "{'AWS':[]}", "EMPTY_ARRAY_PRINCIPAL")]
    public void Principal_WhenSaved_IsJudged(string rule, string principal, string? code) =>
        AssertJudged(rule, WithPrincipal(principal), PolicyKind.Resource, code);

    [Theory]
    [InlineData(
        "PL54 bare star",
        "'Principal':'*','Action':'sts:AssumeRole'",
        "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL")]
    [InlineData("PL54 star in a map", "'Principal':{'AWS':'*'},'Action':'sts:AssumeRole'", null)]
    [InlineData("PL21 all actions", "'Principal':{'AWS':'*'},'Action':'*'", "UNSUPPORTED_ACTION_IN_POLICY")]
    [InlineData("PL21 all sts actions", "'Principal':{'AWS':'*'},'Action':'sts:*'", null)]
    [InlineData("PL21 any case, wildcard", "'Principal':{'AWS':'*'},'Action':['STS:assume*','sts:TagSession']", null)]
    [InlineData(
        "PL21 other sts action",
        "'Principal':{'AWS':'*'},'Action':'sts:GetCallerIdentity'",
        "UNSUPPORTED_ACTION_IN_POLICY")]
    [InlineData("§2 NotAction", "'Principal':{'AWS':'*'},'NotAction':'sts:TagSession'", "UNSUPPORTED_ACTION_IN_POLICY")]
    [InlineData(
        "PL22 SAML",
        "'Principal':{'Federated':'arn:aws:iam::111122223333:saml-provider/x'},'Action':'sts:AssumeRoleWithSAML'",
        null)]
    [InlineData(
        "PL22 SAML, wrong",
        "'Principal':{'Federated':'arn:aws:iam::111122223333:saml-provider/x'},"
            + "'Action':'sts:AssumeRoleWithWebIdentity'",
        "MISMATCHED_ACTION_FOR_PRINCIPAL")]
    [InlineData(
        "PL22 OIDC",
        "'Principal':{'Federated':'arn:aws:iam::111122223333:oidc-provider/id.example.com/x'},"
            + "'Action':'sts:AssumeRoleWithWebIdentity'",
        null)]
    [InlineData(
        "PL22 service, wrong",
        "'Principal':{'Service':'events.example.com'},'Action':'sts:AssumeRoleWithSAML'",
        "MISMATCHED_ACTION_FOR_PRINCIPAL")]
    [InlineData(
        "PL22 tagging fits all",
        "'Principal':{'Service':'events.example.com'},'Action':'sts:TagSession'",
        null)]
    [InlineData(
        "PL50 scheme",
        "'Principal':{'Federated':'https://id.example.com'},'Action':'sts:AssumeRoleWithWebIdentity'",
        "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY")]
    [InlineData(
        "PL59 shared issuer",
        "'Principal':{'Federated':'cognito-identity.amazonaws.com'},'Action':'sts:AssumeRoleWithWebIdentity'",
        "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL")]
    [InlineData(
        "PL59 only wildcards",
        "'Principal':{'Federated':'cognito-identity.amazonaws.com'},'Action':'sts:AssumeRoleWithWebIdentity',"
            + "'Condition':{'StringLike':{'cognito-identity.amazonaws.com:aud':'*'}}",
        "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL")]
    [InlineData(
        "PL59 tenant",
        "'Principal':{'Federated':'cognito-identity.amazonaws.com'},'Action':'sts:AssumeRoleWithWebIdentity',"
            + "'Condition':{'StringEquals':{'cognito-identity.amazonaws.com:aud':'pool'}}",
        null)]
    public void TrustPolicy_WhenSaved_IsJudged(string rule, string members, string? code) =>
        AssertJudged(rule, Of($"'Effect':'Allow',{members}"), PolicyKind.RoleTrust, code);

    [Theory]
    [InlineData(PolicyKind.Managed, "a_b", "UNSUPPORTED_SID")]
    [InlineData(PolicyKind.Managed, "aB9", null)]
    [InlineData(PolicyKind.ServiceControl, "a b_+=,.:/@-", null)]
    [InlineData(PolicyKind.ServiceControl, "a<b", "UNSUPPORTED_SID")]
    public void PL17_Sid_HoldsTheCharactersOfItsKind(PolicyKind kind, string sid, string? code) =>
        AssertJudged("PL17", Of($"'Sid':'{sid}',{Get}"), kind, code);

    [Theory]
    [InlineData(256, null)]
    [InlineData(257, "UNSUPPORTED_SID")]
    public void PL17_Sid_HasAtMost256Characters(int length, string? code) =>
        AssertJudged("PL17", Of($"'Sid':'{new string('a', length)}',{Get}"), PolicyKind.Managed, code);

    [Theory]
    [InlineData(PolicyKind.Managed, false)]
    [InlineData(PolicyKind.PermissionsBoundary, false)]
    [InlineData(PolicyKind.InlineUser, true)]
    [InlineData(PolicyKind.ServiceControl, true)]
    public void PL14_OldVersion_IsRefusedForManagedPoliciesAlone(PolicyKind kind, bool isAccepted)
    {
        string absent = Json($"{{'Statement':{{{Get}}}}}");
        string old = Json($"{{'Version':'2008-10-17','Statement':{{{Get}}}}}");
        AssertJudged("PL14", absent, kind, isAccepted ? null : "MISSING_VERSION");
        AssertJudged("PL14", old, kind, isAccepted ? null : "INVALID_VERSION");
        Assert.Contains(
            PolicyReader.Read(absent, PolicyKind.InlineUser).Findings,
            found => found is { Code: "MISSING_VERSION", Severity: PolicyFindingSeverity.Warning });
    }

    [Fact]
    public void S2_RcpOfAllActions_IsRefused() => AssertJudged(
        "§2",
        Of("'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'"),
        PolicyKind.ResourceControl,
        "RCP_SYNTAX_ERROR_ACTION");

    [Theory]
    [InlineData("orders:getorder", false, null)]
    [InlineData("orders:Get*", false, null)]
    [InlineData("*", false, null)]
    [InlineData("orders:Drop", false, "UNKNOWN_ACTION")]
    [InlineData("stock:*", false, "UNKNOWN_ACTION")]
    [InlineData("orders:Drop", true, "INVALID_ACTION")]
    public void PL29_UnknownAction_IsAWarningOrWhenStrictAnError(string action, bool isStrict, string? code)
    {
        var options = new PolicyReadOptions { KnownActions = ["orders:GetOrder"], IsStrict = isStrict };
        PolicyReadResult result = PolicyReader.Read(WithAction($"'{action}'"), PolicyKind.Managed, options);
        Assert.Equal(isStrict, result.Error is not null);
        Assert.Equal(
            code,
            result.Findings.FirstOrDefault(found => found.Code is "UNKNOWN_ACTION" or "INVALID_ACTION")?.Code);
    }

    [Theory]
    [InlineData("orders:Drop", true)]
    [InlineData("ORDERS:Drop", true)]
    [InlineData("order:GetOrder", false)]
    [InlineData("stock:*", false)]
    public void PL29_ActionOfAnotherService_IsNotJudgedWhereThatIsAskedFor(string action, bool isWarned)
    {
        var options = new PolicyReadOptions { KnownActions = ["orders:GetOrder"], IgnoresOtherServices = true };
        PolicyReadResult result = PolicyReader.Read(WithAction($"'{action}'"), PolicyKind.Managed, options);
        Assert.Equal(isWarned, result.Findings.Any(found => found.Code == "UNKNOWN_ACTION"));
    }

    /// <summary>What fails the content gate is still read once it is stored (PL-76).</summary>
    private static void AssertJudged(string rule, string text, PolicyKind kind, string? code)
    {
        Assert.NotEmpty(rule);
        AssertAccepted(text, kind, Stored);
        if (code is null)
        {
            AssertAccepted(text, kind);
        }
        else
        {
            AssertRefused(text, kind, code);
        }
    }
}
