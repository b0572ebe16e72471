using static IamAuthorization.Policies.Tests.Documents.PolicyText;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>The lint catalogue of policy-language §8.1: found where it fits, silent where it does not.</summary>
public sealed class LintTests
{
    private const string Saml = "'Principal':{'Federated':'arn:aws:iam::111122223333:saml-provider/x'},"
        + "'Effect':'Allow','Action':'sts:AssumeRoleWithSAML'";

    [Theory]
    [InlineData(
        "Security",
        "ALLOW_WITH_NOT_ACTION",
        "'Effect':'Allow','NotAction':'iam:*','Resource':'arn:aws:s3:::b'",
        "'Effect':'Deny','NotAction':'iam:*','Resource':'*'")]
    [InlineData(
        "Security",
        "ALLOW_WITH_NOT_RESOURCE",
        "'Effect':'Allow','Action':'s3:*','NotResource':'arn:aws:s3:::b'",
        "'Effect':'Deny','Action':'s3:*','NotResource':'arn:aws:s3:::b'")]
    [InlineData(
        "Security",
        "VARIABLE_IN_NOT_RESOURCE",
        "'Effect':'Allow','Action':'s3:*','NotResource':'arn:aws:s3:::${a:b}'",
        "'Effect':'Allow','Action':'s3:*','NotResource':'arn:aws:s3:::${a:b, \\u0027x\\u0027}'")]
    [InlineData(
        "Security",
        "PASS_ROLE_WITH_STAR_IN_RESOURCE",
        "'Effect':'Allow','Action':'iam:passrole','Resource':'*'",
        "'Effect':'Allow','Action':'iam:PassRole','Resource':'arn:aws:iam::111122223333:role/app'")]
    [InlineData(
        "Security",
        "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE",
        "'Effect':'Allow','Action':'iam:*','Resource':'*'",
        "'Effect':'Allow','Action':'iam:*','Resource':'*',"
            + "'Condition':{'StringEquals':{'iam:PassedToService':'a.example.com'}}")]
    [InlineData(
        "Security",
        "PASS_ROLE_WITH_NOT_RESOURCE",
        "'Effect':'Allow','Action':'iam:PassRole','NotResource':'arn:aws:s3:::b'",
        "'Effect':'Deny','Action':'iam:PassRole','NotResource':'arn:aws:s3:::b'")]
    [InlineData(
        "Security",
        "PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION",
        "'Effect':'Allow','NotAction':'s3:*','Resource':'*'",
        "'Effect':'Allow','NotAction':'iam:*','Resource':'*'")]
    [InlineData(
        "Security",
        "FORALLVALUES_WITH_SINGLE_VALUED_KEY",
        Get + ",'Condition':{'ForAllValues:StringEquals':{'aws:username':'x'}}",
        Get + ",'Condition':{'ForAllValues:StringEquals':{'aws:TagKeys':'x'}}")]
    [InlineData(
        "Security",
        "FORALLVALUES_WITH_ALLOW",
        Get + ",'Condition':{'ForAllValues:StringEquals':{'aws:TagKeys':'x'}}",
        Get + ",'Condition':{'ForAllValues:StringEquals':{'aws:TagKeys':'x'},'Null':{'aws:tagkeys':'false'}}")]
    [InlineData(
        "Security",
        "DENY_MFA_WITHOUT_IF_EXISTS",
        "'Effect':'Deny','Action':'*','Resource':'*','Condition':{'Bool':{'aws:MultiFactorAuthPresent':'false'}}",
        "'Effect':'Deny','Action':'*','Resource':'*',"
            + "'Condition':{'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}}")]
    [InlineData(
        "Security",
        "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS",
        Get + ",'Condition':{'StringLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/x'}}",
        Get + ",'Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/x'}}")]
    [InlineData(
        "Security",
        "WILDCARD_USAGE_TOO_PERMISSIVE",
        Get + ",'Condition':{'StringLike':{'aws:PrincipalOrgID':'o-*'}}",
        Get + ",'Condition':{'StringLike':{'aws:userid':'o-*'}}")]
    [InlineData(
        "Warning",
        "UNUSUAL_OPERATOR_CASE",
        Get + ",'Condition':{'ForAnyValue:Stringlike':{'aws:TagKeys':'x'}}",
        Get + ",'Condition':{'ForAnyValue:StringLike':{'aws:TagKeys':'x'}}")]
    [InlineData(
        "Warning",
        "QUALIFIER_WITH_IF_EXISTS",
        Get + ",'Condition':{'ForAnyValue:StringLikeIfExists':{'aws:TagKeys':'x'}}",
        Get + ",'Condition':{'StringLikeIfExists':{'a:b':'x'}}")]
    [InlineData(
        "Warning",
        "VARIABLE_BEFORE_RESOURCE",
        "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:sqs:${a:b}:111122223333:q'",
        "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:sqs:eu:111122223333:${a:b}'")]
    [InlineData(
        "Warning",
        "WILDCARD_WITHOUT_LIKE_OPERATOR",
        Get + ",'Condition':{'StringEquals':{'a:b':'x*'}}",
        Get + ",'Condition':{'StringEquals':{'a:b':'x${*}'}}")]
    [InlineData(
        "Warning",
        "IMPROVE_IP_RANGE",
        Get + ",'Condition':{'IpAddress':{'aws:SourceIp':'203.0.113.7/24'}}",
        Get + ",'Condition':{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}")]
    [InlineData(
        "Warning",
        "PRIVATE_IP_ADDRESS",
        Get + ",'Condition':{'IpAddress':{'aws:SourceIp':'10.1.0.0/16'}}",
        Get + ",'Condition':{'IpAddress':{'aws:VpcSourceIp':'10.1.0.0/16'}}")]
    [InlineData(
        "Warning",
        "PRIVATE_NOT_IP_ADDRESS",
        Get + ",'Condition':{'NotIpAddress':{'aws:SourceIp':'fd00::/8'}}",
        Get + ",'Condition':{'NotIpAddress':{'aws:SourceIp':'2001:db8::/32'}}")]
    [InlineData("Suggestion", "EMPTY_SID_VALUE", "'Sid':''," + Get, "'Sid':'a'," + Get)]
    [InlineData(
        "Suggestion",
        "REDUNDANT_ACTION",
        "'Effect':'Allow','Action':['s3:Get*','S3:GetObject'],'Resource':'*'",
        "'Effect':'Allow','Action':['s3:Get?','s3:Get*x'],'Resource':'*'")]
    [InlineData(
        "Suggestion",
        "REDUNDANT_RESOURCE",
        "'Effect':'Allow','Action':'s3:*','Resource':['arn:aws:s3:::b/*','arn:aws:s3:::b/c']",
        "'Effect':'Allow','Action':'s3:*','Resource':['arn:aws:s3:*','arn:aws:sqs:*:111122223333:q',"
            + "'arn:aws:sqs:eu:*:q']")]
    [InlineData(
        "Suggestion",
        "REDUNDANT_CONDITION_VALUE_NUM",
        Get + ",'Condition':{'NumericLessThan':{'a:b':['5','10']}}",
        Get + ",'Condition':{'NumericEquals':{'a:b':['5','10']}}")]
    public void Lint_OfAnIdentityPolicy_FindsTheCase_AndOnlyIt(
        string severity, string code, string flawed, string sound) =>
        AssertLint(PolicyKind.Managed, severity, code, flawed, sound);

    [Theory]
    [InlineData(
        PolicyKind.Resource,
        "Security",
        "DENY_WITH_NOT_PRINCIPAL",
        "'Effect':'Deny','NotPrincipal':{'AWS':'111122223333'},'Action':'s3:*'",
        "'Effect':'Deny','Principal':'*','Action':'s3:*'")]
    [InlineData(
        PolicyKind.Resource,
        "Security",
        "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL",
        "'Effect':'Allow','Principal':{'Service':'a.example.com'},'Action':'s3:*'",
        "'Effect':'Allow','Principal':{'Service':'a.example.com'},'Action':'s3:*',"
            + "'Condition':{'StringEquals':{'AWS:sourceaccount':'111122223333'}}")]
    [InlineData(
        PolicyKind.Resource,
        "Warning",
        "INVALID_ROLE_REFERENCE",
        "'Effect':'Allow','Principal':{'AWS':'AROAABCDEFGHIJKLMNOPQ'},'Action':'s3:*'",
        "'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'s3:*'")]
    [InlineData(
        PolicyKind.RoleTrust,
        "Security",
        "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
        "'Principal':{'AWS':'*'}," + Trust,
        "'Principal':{'AWS':'*'},'Condition':{'Bool':{'a:b':'true'}}," + Trust)]
    [InlineData(
        PolicyKind.RoleTrust,
        "Security",
        "MISSING_CONDITION_KEY_FOR_SAML_PRINCIPAL",
        Saml,
        "'Condition':{'StringEquals':{'SAML:aud':'x'}}," + Saml)]
    [InlineData(
        PolicyKind.RoleTrust,
        "Security",
        "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL",
        "'Effect':'Allow','Principal':{'Federated':'id.example.com'},'Action':'sts:AssumeRoleWithWebIdentity'",
        "'Effect':'Allow','Principal':{'Federated':'id.example.com'},'Action':'sts:AssumeRoleWithWebIdentity',"
            + "'Condition':{'StringEquals':{'id.example.com:aud':'x'}}")]
    [InlineData(
        PolicyKind.RoleTrust,
        "Warning",
        "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY",
        "'Principal':{'AWS':['arn:aws:iam::111122223333:role/p/R','arn:aws:sts::111122223333:assumed-role/R/s']},"
            + Trust,
        "'Principal':{'AWS':['arn:aws:iam::111122223333:role/p/R','arn:aws:sts::222222222222:assumed-role/R/s']},"
            + Trust)]
    public void Lint_OfPrincipals_FindsTheCase_AndOnlyIt(
        PolicyKind kind, string severity, string code, string flawed, string sound) =>
        AssertLint(kind, severity, code, flawed, sound);

    [Fact]
    public void PL15_IdOfAnIdentityPolicy_IsAWarning_ButNotOfAResourcePolicy()
    {
        string identity = Json($"{{'Version':'2012-10-17','Id':'a b','Statement':{{{Get}}}}}");
        string resource = Json($"{{'Version':'2012-10-17','Id':'a b','Statement':{{'Principal':'*',{Get}}}}}");
        Assert.Equal(
            ["ID_WITHOUT_MEANING"],
            PolicyReader.Read(identity, PolicyKind.Managed).Findings.Select(found => found.Code));
        Assert.Empty(PolicyReader.Read(resource, PolicyKind.Resource).Findings);
    }

    [Fact]
    public void RepeatedStatement_IsASuggestion_AtTheSecondOne()
    {
        string text = Json($"{{'Version':'2012-10-17','Statement':[{{'Sid':'a',{Get}}},{{'Sid':'b',{Get}}}]}}");
        PolicyFinding finding = Assert.Single(PolicyReader.Read(text, PolicyKind.Managed).Findings);
        Assert.Equal(("REDUNDANT_STATEMENT", "/Statement/1"), (finding.Code, finding.Path));
    }

    [Fact]
    public void StoredDocument_IsNotLinted() => Assert.Empty(PolicyReader.Read(
        Of("'Effect':'Allow','NotAction':'iam:*','Resource':'*'"),
        PolicyKind.Managed,
        new PolicyReadOptions { Gate = PolicyGate.Stored }).Findings);

    private static void AssertLint(PolicyKind kind, string severity, string code, string flawed, string sound)
    {
        PolicyReadResult found = PolicyReader.Read(Of(flawed), kind);
        Assert.NotNull(found.Document);
        Assert.Contains(code, Codes(found, Enum.Parse<PolicyFindingSeverity>(severity)));

        PolicyReadResult silent = PolicyReader.Read(Of(sound), kind);
        Assert.NotNull(silent.Document);
        Assert.DoesNotContain(code, silent.Findings.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData(PolicyKind.Managed, true)]
    [InlineData(PolicyKind.InlineRole, true)]
    [InlineData(PolicyKind.PermissionsBoundary, false)]
    [InlineData(PolicyKind.Session, false)]
    [InlineData(PolicyKind.ServiceControl, false)]
    public void PassRoleOnAll_IsASecurityFinding_WhereThePolicyGrants(PolicyKind kind, bool isFound)
    {
        const string FullAccess =
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

        PolicyReadResult result = PolicyReader.Read(FullAccess, kind);

        Assert.NotNull(result.Document);
        Assert.Equal(
            isFound,
            result.Findings.Any(finding => finding.Code.StartsWith("PASS_ROLE", StringComparison.Ordinal)));
    }
}
