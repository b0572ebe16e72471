using static IamAuthorization.Policies.Tests.Documents.PolicyText;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>
/// The content gate of conditions: keys, value formats and variables (conditions §1 to §3, PL-60..PL-69).
/// </summary>
public sealed class ConditionContentTests
{
    [Theory]
    [InlineData("C05 subkey with space and colon", "{'StringEquals':{'aws:PrincipalTag/a b:c/d':'x'}}", null)]
    [InlineData("C05 issuer", "{'StringEquals':{'oidc.example.com/id/ABC:sub':'x'}}", null)]
    [InlineData("C05 no prefix", "{'StringEquals':{'username':'x'}}", "INVALID_CONDITION_KEY_FORMAT")]
    [InlineData("C05 white space", "{'StringEquals':{'aws:user name':'x'}}", "INVALID_CONDITION_KEY_FORMAT")]
    [InlineData("C06 family", "{'StringEquals':{'aws:RequestTag':'x'}}", "MISSING_TAG_KEY_IN_CONDITION")]
    [InlineData("C06 family with slash", "{'StringEquals':{'iam:ResourceTag/':'x'}}", "MISSING_TAG_KEY_IN_CONDITION")]
    [InlineData(
        "PL60 variable in a key",
        "{'StringEquals':{'aws:PrincipalTag/${aws:username}':'x'}}",
        "VARIABLE_UNSUPPORTED_IN_ELEMENT")]
    [InlineData("C03 types", "{'NumericEquals':{'a:b':['5',5]}}", "INVALID_CONDITION_DATA_TYPE")]
    [InlineData("C12 Null with a set", "{'ForAnyValue:Null':{'a:b':'true'}}", "NULL_WITH_QUALIFIER")]
    [InlineData("C13 set and IfExists", "{'ForAnyValue:StringEqualsIfExists':{'a:b':'x'}}", null)]
    [InlineData("C34 multivalued without set", "{'StringEquals':{'aws:TagKeys':'x'}}", "MISSING_QUALIFIER")]
    [InlineData("C34 Null needs none", "{'Null':{'aws:TagKeys':'true'}}", null)]
    [InlineData("C14 several Null", "{'Null':{'a:b':['true','FALSE']}}", null)]
    [InlineData("C14 Null of JSON type", "{'Null':{'a:b':false}}", null)]
    [InlineData("PL09 no values", "{'StringEquals':{'a:b':[]}}", "EMPTY_ARRAY_CONDITION")]
    [InlineData(
        "PL09 no values, set",
        "{'ForAllValues:StringEquals':{'a:b':[]}}",
        "EMPTY_ARRAY_CONDITION_FORALLVALUES")]
    [InlineData("PL09 no keys", "{'StringEquals':{}}", "EMPTY_OBJECT_CONDITION")]
    [InlineData("PL09 no condition", "{}", null)]
    [InlineData("§7 operator case", "{'stringlike':{'a:b':'x'}}", null)]
    public void Condition_WhenSaved_IsJudged(string rule, string condition, string? code) =>
        AssertJudged(rule, condition, code);

    [Theory]
    [InlineData("Bool", "'yes'", "TYPE_MISMATCH_BOOLEAN")]
    [InlineData("Bool", "'True'", null)]
    [InlineData("Bool", "true", null)]
    [InlineData("Bool", "['true','false']", "INVALID_CONDITION_MULTIPLE_BOOLEAN")]
    [InlineData("ForAnyValue:Bool", "['true','false']", null)]
    [InlineData("Null", "'maybe'", "TYPE_MISMATCH_BOOLEAN")]
    [InlineData("NumericEquals", "010.0", "JSON_SYNTAX_ERROR")]
    [InlineData("NumericEquals", "'010.0'", null)]
    [InlineData("NumericEquals", "-1.5", null)]
    [InlineData("NumericEquals", "1e3", "TYPE_MISMATCH_NUMBER")]
    [InlineData("NumericEquals", "'1,5'", "TYPE_MISMATCH_NUMBER")]
    [InlineData("DateEquals", "'2026'", null)]
    [InlineData("DateEquals", "1767225600", null)]
    [InlineData("DateEquals", "'2026-05'", null)]
    [InlineData("DateEquals", "'2026-05-04T10:20:30.123+02:00'", null)]
    [InlineData("DateEquals", "'2026-05-04T10:20'", "TYPE_MISMATCH_DATE")]
    [InlineData("DateEquals", "'-1'", "TYPE_MISMATCH_DATE")]
    [InlineData("DateEquals", "'9223372036854775807'", null)]
    [InlineData("DateEquals", "'9223372036854775808'", "TYPE_MISMATCH_DATE")]
    [InlineData("BinaryEquals", "'QmluYXJ5'", null)]
    [InlineData("BinaryEquals", "'QmluYXJ'", "TYPE_MISMATCH_STRING")]
    [InlineData("IpAddress", "'203.0.113.0/24'", null)]
    [InlineData("IpAddress", "'2001:DB8::/32'", null)]
    [InlineData("IpAddress", "'0.0.0.0/0'", null)]
    [InlineData("NotIpAddress", "'203.0.113.0/33'", "TYPE_MISMATCH_IP_RANGE")]
    [InlineData("ArnLike", "'arn:aws:s3:::b*'", null)]
    [InlineData("ArnLike", "'${aws:PrincipalArn}'", null)]
    [InlineData("ArnLike", "'*'", "INVALID_ARN_PREFIX")]
    [InlineData("ArnLike", "'arn:aws:s3'", "MISSING_ARN_FIELD")]
    [InlineData("StringEquals", "'${a:b}'", null)]
    [InlineData("StringEquals", "'${a:b'", "MISSING_BRACE_IN_VARIABLE")]
    [InlineData("StringEquals", "'${}'", "EMPTY_VARIABLE")]
    [InlineData("StringEquals", "'${a: b}'", "UNSUPPORTED_SPACE_IN_VARIABLE")]
    [InlineData("StringEquals", "'${a:b, x}'", "MISSING_QUOTE_IN_VARIABLE")]
    [InlineData("StringEquals", "'$a ${$} ${*}'", null)]
    [InlineData("NumericEquals", "'${a:b}'", "INVALID_VARIABLE_FOR_OPERATOR")]
    [InlineData("Bool", "'${a:b}'", "INVALID_VARIABLE_FOR_OPERATOR")]
    public void S3_ValueOfOperator_IsJudged(string name, string value, string? code) =>
        AssertJudged("§3", $"{{'{name}':{{'a:b':{value}}}}}", code);

    [Fact]
    public void PL13_VariableOfOldVersion_IsLiteralText_AndAWarning()
    {
        PolicyReadResult result = PolicyReader.Read(
            Json($"{{'Version':'2008-10-17','Statement':{{{Get},'Condition':{{'StringEquals':{{'a:b':'${{x'}}}}}}}}"),
            PolicyKind.InlineUser);
        Assert.NotNull(result.Document);
        Assert.Contains("VARIABLE_UNSUPPORTED_IN_VERSION", Codes(result, PolicyFindingSeverity.Warning));
    }

    [Fact]
    public void ConditionValues_KeepTheirJsonText()
    {
        PolicyDocument document = PolicyDocument.Parse(
            WithCondition("{'NumericEquals':{'a:b':[1.50,-0]},'Bool':{'a:c':true}}"), PolicyKind.Managed);
        Assert.Equal(
            [
                new PolicyConditionValue("1.50", PolicyConditionValueType.Number),
                new PolicyConditionValue("-0", PolicyConditionValueType.Number),
                new PolicyConditionValue("true", PolicyConditionValueType.Boolean),
            ],
            document.Statements[0].Conditions.SelectMany(condition => condition.Values));
    }

    private static void AssertJudged(string rule, string condition, string? code)
    {
        Assert.NotEmpty(rule);
        if (code is null)
        {
            AssertAccepted(WithCondition(condition), PolicyKind.Managed);
        }
        else
        {
            AssertRefused(WithCondition(condition), PolicyKind.Managed, code);
        }
    }
}
