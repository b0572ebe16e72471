using static IamAuthorization.Policies.Tests.Documents.PolicyText;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>
/// What a finding says: where, what is there and what would be right; and which error comes first (§8).
/// </summary>
public sealed class FindingTests
{
    private const string Flawed = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["s3:Get", "s3Get"],
              "Resource": "bucket",
              "Comment": "é𝄞", "Condition": {"StringIs": {}}
            }
          ]
        }
        """;

    [Fact]
    public void AllFindings_ComeInOnePass_InTheOrderOfTheText_WithTheirPlaces()
    {
        PolicyReadResult result = PolicyReader.Read(Flawed, PolicyKind.Managed);
        Assert.Equal(
            [
                ("INVALID_ACTION", "/Statement/0/Action/1", new TextPosition(6, 28)),
                ("INVALID_ARN_PREFIX", "/Statement/0/Resource", new TextPosition(7, 19)),
                ("INVALID_POLICY_ELEMENT", "/Statement/0/Comment", new TextPosition(8, 7)),
                ("INVALID_CONDITION_OPERATOR", "/Statement/0/Condition/StringIs", new TextPosition(8, 39)),
                ("EMPTY_OBJECT_CONDITION", "/Statement/0/Condition/StringIs", new TextPosition(8, 39)),
            ],
            result.Findings.Select(found => (found.Code, found.Path, found.Position)));
        Assert.Equal(new PolicyError("MalformedPolicyDocument", "Syntax errors in policy."), result.Error);
        Assert.Null(result.Document);
    }

    [Theory]
    [InlineData("{'Note':1,'Statement':{" + Get + "},'Version':'2012-10-17'}",
        "`Note` is no element of a policy, which has `Version`, `Id` and `Statement`. Names are case-sensitive.")]
    [InlineData("{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3Get','Resource':'*'}}",
        "`s3Get` is no action: it has no colon between service and name. "
            + "Write `service:Name`, for example `orders:Get*`.")]
    [InlineData("{'Version':'2012-10-17','Statement':{'Effect':'allow','Action':'s3:Get','Resource':'*'}}",
        "`allow` is no effect: write exactly `Allow` or `Deny`.")]
    [InlineData("{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:Get','Resource':'a\\nb'}}",
        "`a\\u000Ab` is no resource: write an ARN, `arn:partition:service:region:account:resource`, or `*`.")]
    [InlineData("{'Version':", "The text ends here, in the middle of the JSON document.")]
    [InlineData("{'Version';", "`;` does not belong here: the text must be one JSON object and nothing else.")]
    public void Message_SaysWhatIsThereAndWhatWouldBeRight(string text, string message) => Assert.Equal(
        message, Assert.Single(PolicyReader.Read(Json(text), PolicyKind.Managed).Findings).Message);

    [Fact]
    public void Message_IsShortAndVisible_WhateverTheInput()
    {
        string hostile = "\\u202E`\\u0000\\r\\n" + new string('x', 5_000);
        PolicyReadResult result = PolicyReader.Read(WithAction($"'{hostile}'"), PolicyKind.Managed);
        Assert.All(result.Findings, found =>
        {
            Assert.True(found.Message.Length < 400);
            Assert.DoesNotContain(found.Message, char.IsControl);
            Assert.DoesNotContain('\u202E', found.Message);
        });
        Assert.Contains(
            result.Findings,
            found => found.Message.StartsWith("`\\u202E\\u0060\\u0000\\u000D\\u000A", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"a/b\":{\"~\":1}}", "/a~1b")]
    [InlineData("{\"a~b\":1}", "/a~0b")]
    public void Path_IsAJsonPointer(string text, string path) => Assert.Contains(
        PolicyReader.Read(text, PolicyKind.Managed).Findings, found => found.Path == path);

    [Theory]
    [InlineData("{\n\n 'Version' x", 3, 12)]
    [InlineData("{'Id':'é𝄞'x", 1, 12)]
    [InlineData("{'Id':'a\nb'}", 1, 9)]
    public void JsonError_IsOneFinding_WhereItStands(string text, int line, int column)
    {
        PolicyFinding finding = Assert.Single(PolicyReader.Read(Json(text), PolicyKind.Managed).Findings);
        Assert.Equal("JSON_SYNTAX_ERROR", finding.Code);
        Assert.Equal(new TextPosition(line, column), finding.Position);
    }

    [Theory]
    [InlineData(
        "version before effect",
        "{'Statement':{'Effect':'allow','Action':'s3:Get','Resource':'*'}}",
        "Policy document must be version 2012-10-17 or greater.")]
    [InlineData(
        "effect before actions",
        "{'Version':'2012-10-17','Statement':{'Effect':'allow'}}",
        "The policy failed legacy parsing")]
    [InlineData(
        "principal before actions",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':'*'}}",
        "Policy document should not specify a principal.")]
    [InlineData(
        "actions before resources",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow'}}",
        "Policy statement must contain actions.")]
    [InlineData(
        "resources before a bad action",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'x'}}",
        "Policy statement must contain resources.")]
    [InlineData(
        "action before resource",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Resource':'x','Action':'y'}}",
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")]
    [InlineData(
        "partition, filled up",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'a:b','Resource':'a:b'}}",
        "Partition \"b\" is not valid for resource \"arn:b:*:*:*:*\".")]
    public void S8_FirstFailingCheck_GivesTheError(string order, string text, string message)
    {
        Assert.NotEmpty(order);
        Assert.Equal(message, PolicyReader.Read(Json(text), PolicyKind.Managed).Error?.Message);
    }

    [Theory]
    [InlineData("[]", "This policy contains invalid Json")]
    [InlineData(
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'sts:AssumeRole'}}",
        "Missing required field Principal")]
    [InlineData(
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':{'AWS':'*'}}}",
        "Missing required field Action")]
    [InlineData(
        "{'Version':'2012-10-17','Statement':{'Principal':{'AWS':'*'},'Action':'sts:AssumeRole'}}",
        "Missing required field Effect")]
    [InlineData(
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':{'AWS':'arn:x'},"
            + "'Action':'sts:AssumeRole'}}",
        "Invalid principal in policy: \"AWS\":\"arn:x\"")]
    public void S8_TrustPolicy_HasItsOwnMessages(string text, string message) =>
        Assert.Equal(message, PolicyReader.Read(Json(text), PolicyKind.RoleTrust).Error?.Message);

    [Fact]
    public void Statement_KnowsWhereItStands()
    {
        PolicyDocument document = PolicyDocument.Parse(
            "{\"Version\":\"2012-10-17\",\n \"Statement\":[" + Json($"{{{Get}\n}}") + "]}", PolicyKind.Managed);
        Assert.Equal(new TextPosition(2, 15), document.Statements[0].Start);
        Assert.Equal(new TextPosition(3, 1), document.Statements[0].End);
    }

    [Fact]
    public void Parse_OfABadDocument_ThrowsWithPlaceAndFindings()
    {
        PolicyFormatException exception = Assert.Throws<PolicyFormatException>(
            () => PolicyDocument.Parse(Flawed, PolicyKind.Managed));
        Assert.StartsWith(
            "MalformedPolicyDocument at line 6, column 28: `s3Get` is no action",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Equal(5, exception.Result?.Findings.Length);
    }

    [Fact]
    public void Read_OfAWrongCall_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => PolicyReader.Read(null!, PolicyKind.Managed));
        Assert.Throws<ArgumentOutOfRangeException>(() => PolicyReader.Read("{}", (PolicyKind)99));
    }
}
