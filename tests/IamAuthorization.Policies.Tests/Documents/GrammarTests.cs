using static IamAuthorization.Policies.Tests.Documents.PolicyText;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>The structure gate: PL-01..PL-13, PL-16, PL-18 and the table of §2.</summary>
public sealed class GrammarTests
{
    private static readonly PolicyReadOptions Stored = new() { Gate = PolicyGate.Stored };

    [Theory]
    [InlineData("PL01 trailing comma", "{'Statement':[],}", "JSON_SYNTAX_ERROR")]
    [InlineData("PL01 second document", "{}{}", "JSON_SYNTAX_ERROR")]
    [InlineData("PL01 byte order mark", "\uFEFF{}", "JSON_SYNTAX_ERROR")]
    [InlineData("PL01 comment", "/**/{}", "JSON_SYNTAX_ERROR")]
    [InlineData("PL02 escaped lone surrogate", "{'Id':'\\uD800'}", "JSON_SYNTAX_ERROR")]
    [InlineData("PL02 escaped NUL", "{'Id':'a\\u0000b'}", "UNSUPPORTED_CHARACTER")]
    [InlineData("PL02 C1 control", "{'Id':'\u0085'}", "UNSUPPORTED_CHARACTER")]
    [InlineData("PL02 right-to-left override", "{'Id':'\u202E'}", "UNSUPPORTED_CHARACTER")]
    [InlineData("PL02 zero-width space in a name", "{'I\u200Bd':'a'}", "UNSUPPORTED_CHARACTER")]
    [InlineData("PL04 duplicate", "{'Id':'a','Id':'a'}", "DUPLICATE_KEY")]
    [InlineData("PL04 duplicate by escape", "{'Id':'a','\\u0049d':'a'}", "DUPLICATE_KEY")]
    [InlineData("PL05 unknown member", "{'Note':'a'}", "INVALID_POLICY_ELEMENT")]
    [InlineData("PL06 null", "{'Id':null}", "DATA_TYPE_MISMATCH")]
    [InlineData("PL12 unknown version", "{'Version':'2026-01-01'}", "INVALID_VERSION")]
    [InlineData("PL12 version no string", "{'Version':2012}", "DATA_TYPE_MISMATCH")]
    [InlineData("no statement", "{}", "MISSING_STATEMENT")]
    [InlineData("empty statement list", "{'Statement':[]}", "MISSING_STATEMENT")]
    public void Grammar_Document_IsRefusedByBothGates(string rule, string text, string code)
    {
        Assert.NotEmpty(rule);
        AssertRefused(Json(text), PolicyKind.Managed, code, Stored);
        AssertRefused(Json(text), PolicyKind.Managed, code);
    }

    [Theory]
    [InlineData(
        "PL08 Action and NotAction",
        "'Effect':'Deny','Action':'*','NotAction':'*','Resource':'*'",
        "UNSUPPORTED_ELEMENT_COMBINATION")]
    [InlineData(
        "PL08 Resource and NotResource",
        "'Effect':'Deny','Action':'*','Resource':'*','NotResource':'*'",
        "UNSUPPORTED_ELEMENT_COMBINATION")]
    [InlineData("PL18 wrong case", "'Effect':'allow','Action':'*','Resource':'*'", "INVALID_EFFECT")]
    [InlineData("PL18 missing", "'Action':'*','Resource':'*'", "MISSING_EFFECT")]
    [InlineData("no action", "'Effect':'Allow','Resource':'*'", "MISSING_ACTION")]
    [InlineData("no resource", "'Effect':'Allow','Action':'*'", "MISSING_RESOURCE")]
    [InlineData(
        "C03 key twice by case",
        "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'a:b':'true','A:B':'true'}}",
        "DUPLICATE_KEYS_WITH_DIFFERENT_CASE")]
    [InlineData(
        "C03 operator twice by case",
        "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{},'bool':{}}",
        "DUPLICATE_KEYS_WITH_DIFFERENT_CASE")]
    [InlineData(
        "C11 Null with IfExists",
        "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NullIfExists':{'a:b':'true'}}",
        "NULL_WITH_IF_EXISTS")]
    [InlineData(
        "unknown operator",
        "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringIs':{'a:b':'x'}}",
        "INVALID_CONDITION_OPERATOR")]
    public void Grammar_Statement_IsRefusedByBothGates(string rule, string members, string code)
    {
        Assert.NotEmpty(rule);
        AssertRefused(Of(members), PolicyKind.Managed, code, Stored);
        AssertRefused(Of(members), PolicyKind.Managed, code);
    }

    [Theory]
    [InlineData(PolicyKind.Managed, "'Principal':'*'," + Get, "UNSUPPORTED_PRINCIPAL")]
    [InlineData(PolicyKind.PermissionsBoundary, "'NotPrincipal':'*'," + Get, "UNSUPPORTED_PRINCIPAL")]
    [InlineData(PolicyKind.Session, "'Principal':'*'," + Get, "UNSUPPORTED_PRINCIPAL")]
    [InlineData(PolicyKind.ServiceControl, "'Principal':'*'," + Get, "SCP_SYNTAX_ERROR_PRINCIPAL")]
    [InlineData(PolicyKind.Resource, Get, "MISSING_PRINCIPAL")]
    [InlineData(PolicyKind.Resource, "'NotPrincipal':{'AWS':'111122223333'}," + Get, "ALLOW_WITH_NOT_PRINCIPAL")]
    [InlineData(PolicyKind.Resource, "'Principal':'*','NotPrincipal':'*'," + Get, "UNSUPPORTED_ELEMENT_COMBINATION")]
    [InlineData(PolicyKind.Resource, "'Principal':{'User':'x'}," + Get, "INVALID_PRINCIPAL_KEY")]
    [InlineData(PolicyKind.Resource, "'Principal':'111122223333'," + Get, "INVALID_PRINCIPAL_FORMAT")]
    [InlineData(PolicyKind.RoleTrust, Trust, "MISSING_PRINCIPAL")]
    [InlineData(
        PolicyKind.RoleTrust,
        "'NotPrincipal':{'AWS':'*'}," + Trust,
        "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL")]
    [InlineData(
        PolicyKind.RoleTrust,
        "'Principal':{'AWS':'*'},'Resource':'*'," + Trust,
        "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE")]
    [InlineData(
        PolicyKind.RoleTrust,
        "'Principal':{'AWS':'*'},'NotResource':'*'," + Trust,
        "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE")]
    [InlineData(PolicyKind.ResourceControl, "'Principal':'*'," + Get, "RCP_SYNTAX_ERROR_ALLOW")]
    [InlineData(
        PolicyKind.ResourceControl,
        "'Effect':'Deny','Principal':{'AWS':'*'},'Action':'s3:*','Resource':'*'",
        "RCP_SYNTAX_ERROR_PRINCIPAL")]
    [InlineData(
        PolicyKind.ResourceControl,
        "'Effect':'Deny','Action':'s3:*','Resource':'*'",
        "RCP_SYNTAX_ERROR_PRINCIPAL")]
    [InlineData(
        PolicyKind.ResourceControl,
        "'Effect':'Deny','Principal':'*','NotAction':'s3:*','Resource':'*'",
        "RCP_SYNTAX_ERROR_NOTACTION")]
    [InlineData(PolicyKind.ResourceControl, "'Effect':'Deny','Principal':'*','Action':'s3:*'", "MISSING_RESOURCE")]
    public void S2_ElementOfAnotherKind_IsRefusedByBothGates(PolicyKind kind, string members, string code)
    {
        AssertRefused(Of(members), kind, code, Stored);
        AssertRefused(Of(members), kind, code);
    }

    [Theory]
    [InlineData(PolicyKind.Managed, Get)]
    [InlineData(PolicyKind.InlineUser, Get)]
    [InlineData(PolicyKind.InlineGroup, Get)]
    [InlineData(PolicyKind.InlineRole, Get)]
    [InlineData(PolicyKind.PermissionsBoundary, "'Effect':'Allow','NotAction':'s3:*','NotResource':'arn:aws:s3:::b'")]
    [InlineData(PolicyKind.Session, "'Sid':'a1'," + Get)]
    [InlineData(PolicyKind.Resource, "'Principal':'*','Effect':'Allow','Action':'s3:*'")]
    [InlineData(PolicyKind.Resource, "'NotPrincipal':{'AWS':'111122223333'},'Effect':'Deny','Action':'s3:*'")]
    [InlineData(PolicyKind.RoleTrust, "'Principal':{'AWS':'111122223333'}," + Trust)]
    [InlineData(
        PolicyKind.ServiceControl,
        "'Sid':'a b','Effect':'Allow','NotAction':'s3:*Get?','Resource':'*','Condition':{}")]
    [InlineData(PolicyKind.ResourceControl, Everyone)]
    public void S2_DocumentOfEachKind_IsAccepted(PolicyKind kind, string members) => AssertAccepted(Of(members), kind);

    [Fact]
    public void PL02_LettersOfAnyScript_AreAccepted() => AssertAccepted(
        WithCondition("{'StringEquals':{'aws:PrincipalTag/équipe':'日本語 𝄞'}}"), PolicyKind.Managed);

    [Theory]
    [InlineData("é", true)]
    [InlineData("Ā", false)]
    [InlineData("\\u0100", true)]
    public void PL02_ApiParameter_HoldsLatin1Only_EscapesAside(string value, bool isAccepted)
    {
        string text = WithCondition($"{{'StringEquals':{{'aws:PrincipalTag/t':'{value}'}}}}");
        PolicyReadResult result = PolicyReader.Read(
            text, PolicyKind.Managed, new PolicyReadOptions { IsApiParameter = true });
        Assert.Equal(isAccepted ? null : "ValidationError", result.Error?.Code);
    }

    [Theory]
    [InlineData("{'Statement':{'Resource':'*','Action':'s3:Get','Effect':'Allow'},'Version':'2012-10-17'}")]
    [InlineData("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['s3:Get'],'Resource':['*']}]}")]
    public void PL03_PL07_OtherOrderAndShape_IsTheSameDocument(string text) => Assert.Equal(
        PolicyDocument.Parse(Of("'Effect':'Allow','Action':'s3:Get','Resource':'*'"), PolicyKind.Managed),
        PolicyDocument.Parse(Json(text), PolicyKind.Managed));

    [Theory]
    [InlineData(12, "DATA_TYPE_MISMATCH")]
    [InlineData(13, "JSON_SYNTAX_ERROR")]
    public void PL11_Nesting_IsLimitedTo16Levels(int arrays, string code)
    {
        // The root, Statement, the statement and Condition are four levels already.
        string value = new string('[', arrays) + new string(']', arrays);
        AssertRefused(WithCondition($"{{'Bool':{value}}}"), PolicyKind.Managed, code);
        Assert.Single(PolicyReader.Read(WithCondition($"{{'Bool':{value}}}"), PolicyKind.Managed).Findings);
    }

    [Fact]
    public void PL16_RepeatedSid_IsRefused_ButNotAnEmptyOneOrAnotherCase()
    {
        string Two(string first, string second) => Json(
            $"{{'Version':'2012-10-17','Statement':[{{'Sid':'{first}',{Get}}},{{'Sid':'{second}',{Get}}}]}}");
        AssertRefused(Two("a", "a"), PolicyKind.Managed, "UNIQUE_SIDS_REQUIRED", Stored);
        AssertAccepted(Two("a", "A"), PolicyKind.Managed);
        AssertAccepted(Two("", ""), PolicyKind.Managed);
    }

    [Fact]
    public void PL02_RawLoneSurrogate_IsRefusedWhereItStands()
    {
        PolicyReadResult result = PolicyReader.Read("{\"Id\":\"é" + '\uD800' + "\"}", PolicyKind.Managed);
        PolicyFinding finding = Assert.Single(result.Findings);
        Assert.Equal("JSON_SYNTAX_ERROR", finding.Code);
        Assert.Equal(new TextPosition(1, 9), finding.Position);
        Assert.Contains("`\\uD800`", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PL13_VersionAbsent_IsKept() => Assert.Equal(
        PolicyVersion.Absent,
        PolicyDocument.Parse(Json($"{{'Statement':{{{Get}}}}}"), PolicyKind.InlineUser).Version);

    [Fact]
    public void PL54_BareStar_IsEveryone_AndTheMapAnEntry()
    {
        PolicyPrincipal bare = Principal("'*'");
        PolicyPrincipal mapped = Principal("{'AWS':'*'}");
        Assert.Equal(new PolicyPrincipal(PolicyPrincipalKind.Everyone, "*"), bare);
        Assert.Equal(new PolicyPrincipal(PolicyPrincipalKind.Aws, "*"), mapped);

        static PolicyPrincipal Principal(string principal) => Assert.Single(
            PolicyDocument.Parse(WithTrusted(principal), PolicyKind.RoleTrust, Stored).Statements[0].Principals!.Value);
    }
}
