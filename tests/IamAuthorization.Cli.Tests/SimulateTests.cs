using System.Text.Json;

namespace IamAuthorization.Cli.Tests;

/// <summary><c>iam simulate</c>, sentence by sentence of its contract.</summary>
public sealed class SimulateTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";
    private const string Session = "arn:aws:sts::111122223333:assumed-role/R/S";
    private const string RoleArn = "arn:aws:iam::111122223333:role/R";
    private const string Federated = "arn:aws:sts::111122223333:federated-user/fred";

    private const string Account = "\"resourceAccount\":\"111122223333\",";

    private const string AllowAll =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private const string AllowNothing =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"x:Nothing","Resource":"*"}]}""";

    private const string DenyAll =
        """{"Version":"2012-10-17","Statement":[{"Sid":"No","Effect":"Deny","Action":"*","Resource":"*"}]}""";

    private const string ResourceAllowsAll =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";

    private const string TrustsAlice =
        """
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"sts:AssumeRole"}]}
        """;

    private const string RcpDenyAll =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}""";

    private const string Identity = $$"""
        "identityPolicies":[{"name":"p","policy":{{AllowAll}}}]
        """;

    /// <summary>What decides, and the decision: one row for each word of <c>decidedBy</c>.</summary>
    public static TheoryData<string, string, string, string> Deciders => new()
    {
        { Alice, Identity, "Allow", "identity-based policy" },
        { Alice, Named("identityPolicies", DenyAll), "ExplicitDeny", "identity-based policy" },
        { Alice, "\"identityPolicies\":[]", "ImplicitDeny", "identity-based policy" },
        { Alice, "\"identityPolicies\":null", "ImplicitDeny", "identity-based policy" },
        { Alice, $"\"resourcePolicy\":{ResourceAllowsAll}", "Allow", "resource-based policy" },
        { Alice, $"{Identity},{Named("permissionsBoundaries", AllowNothing)}", "ImplicitDeny", "permissions boundary" },
        { Alice, $"{Identity},{Named("permissionsBoundaries", DenyAll)}", "ExplicitDeny", "permissions boundary" },
        { Alice, Identity + ",\"permissionsBoundaries\":[]", "Allow", "identity-based policy" },
        { Session, $"{Identity},\"sessionPolicy\":{AllowNothing}", "ImplicitDeny", "session policy" },
        { Session, $"{Identity},\"sessionPolicy\":{DenyAll}", "ExplicitDeny", "session policy" },
        { Federated, $"{Identity},\"sessionPolicy\":{AllowAll}", "Allow", "identity-based policy" },
        { Alice, $"{Identity},{Level("serviceControl", AllowNothing)}", "ImplicitDeny", "service control policy" },
        { Alice, $"{Identity},{Level("serviceControl", DenyAll)}", "ExplicitDeny", "service control policy" },
        { Alice, Identity + ",\"serviceControlPolicies\":[]", "Allow", "identity-based policy" },
        { Alice, $"{Identity},{Level("resourceControl", RcpDenyAll)}", "ExplicitDeny", "resource control policy" },
        { "arn:aws:iam::111122223333:root", "\"context\":{}", "Allow", "account root user" },
        { "events.amazonaws.com", $"\"resourcePolicy\":{ResourceAllowsAll}", "Allow", "resource-based policy" },
    };

    [Theory]
    [MemberData(nameof(Deciders))]
    public void Case_Decides_AndNamesWhatDecided(string principal, string members, string decision, string decidedBy)
    {
        JsonElement answer = Tool.Simulate(Case($"\"{principal}\"", members));

        Assert.Equal("c1", answer.GetProperty("id").GetString());
        Assert.Equal(decision, answer.GetProperty("decision").GetString());
        Assert.Equal(decidedBy, answer.GetProperty("decidedBy").GetString());
    }

    [Fact]
    public void Answer_HasExactlyTheContractedShape() => Assert.Equal(
        """
        {"id":"c1","decision":"ExplicitDeny","reason":"with an explicit deny in an identity-based policy",
        """
        + """
        "decidedBy":"identity-based policy","matched":[{"policy":"p","statement":0,"sid":"No","effect":"Deny"}]}
        """,
        Tool.SimulateLine(Case($"\"{Alice}\"", Named("identityPolicies", DenyAll))));

    [Fact]
    public void Answer_StatementWithoutSid_SaysNull() => Assert.Equal(
        """[{"policy":"p","statement":0,"sid":null,"effect":"Allow"}]""",
        Tool.Simulate(Case($"\"{Alice}\"", Identity)).GetProperty("matched").GetRawText());

    [Fact]
    public void Anonymous_IsDecidedByTheResourcePolicyAlone()
    {
        JsonElement answer = Tool.Simulate(Case("""{"type":"Anonymous"}""", $"\"resourcePolicy\":{ResourceAllowsAll}"));

        Assert.Equal("Allow", answer.GetProperty("decision").GetString());
        Assert.Equal("resource-based policy", answer.GetProperty("decidedBy").GetString());
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/R", "Allow", "role trust policy")]
    [InlineData("arn:aws:iam::111122223333:role/path/R", "Allow", "role trust policy")]
    public void AssumeRole_OnARole_ReadsTheResourcePolicyAsTrustPolicy(string role, string decision, string decidedBy)
    {
        JsonElement answer = Tool.Simulate(Line(Alice, "sts:AssumeRole", role, $"\"resourcePolicy\":{TrustsAlice}"));

        Assert.Equal(decision, answer.GetProperty("decision").GetString());
        Assert.Equal(decidedBy, answer.GetProperty("decidedBy").GetString());
    }

    [Fact]
    public void AssumeRole_PolicyWithResourceElement_IsNoTrustPolicy() => Assert.Equal(
        "MalformedPolicyDocument",
        Tool.CodeOf(Tool.Simulate(
            Line(Alice, "sts:AssumeRole", RoleArn, $"\"resourcePolicy\":{ResourceAllowsAll}"))));

    [Fact]
    public void OtherAction_OnARole_ReadsTheResourcePolicyAsResourcePolicy()
    {
        JsonElement answer = Tool.Simulate(
            Line(Alice, "iam:GetRole", RoleArn, $"\"resourcePolicy\":{ResourceAllowsAll}"));

        Assert.Equal("resource-based policy", answer.GetProperty("decidedBy").GetString());
    }

    [Theory]
    [InlineData("RCPFullAWSAccess", ResourceAllowsAll, "Allow")]
    [InlineData("SomethingElse", ResourceAllowsAll, "MalformedPolicyDocument")]
    [InlineData("RCPFullAWSAccess", RcpDenyAll, "ExplicitDeny")]
    public void EV25_BuiltInFullAccess_MayBeListed(string name, string policy, string expected)
    {
        string members = $$"""
            {{Identity}},"resourceControlPolicies":[
            {"level":"root","policies":[{"name":"{{name}}","policy":{{policy}}}]}]
            """;

        JsonElement answer = Tool.Simulate(Case($"\"{Alice}\"", members));

        Assert.Equal(expected, answer.TryGetProperty("decision", out JsonElement decision)
            ? decision.GetString()
            : Tool.CodeOf(answer));
    }

    [Fact]
    public void SeveralBoundaries_CountAsOneSet()
    {
        string members = $$"""
            {{Identity}},"permissionsBoundaries":[
            {"name":"a","policy":{{AllowNothing}}},{"name":"b","policy":{{AllowAll}}}]
            """;

        Assert.Equal("Allow", Decision(Case($"\"{Alice}\"", members)));
    }

    [Fact]
    public void EveryServiceControlLevel_MustAllow()
    {
        string members = $$"""
            {{Identity}},"serviceControlPolicies":[{"level":"root","policies":[{"name":"a","policy":{{AllowAll}}}]},
            {"level":"account","policies":[]}]
            """;

        Assert.Equal("ImplicitDeny", Decision(Case($"\"{Alice}\"", members)));
    }

    /// <summary>EV-03: the condition on aws:PrincipalArn sees the role's path wherever the case says it.</summary>
    public static TheoryData<string, string> RolesOfSessions => new()
    {
        { "\"roleArn\":\"arn:aws:iam::111122223333:role/path/R\"", "arn:aws:iam::111122223333:role/path/R" },
        {
            "\"context\":{\"aws:PrincipalArn\":\"arn:aws:iam::111122223333:role/path/R\"}",
            "arn:aws:iam::111122223333:role/path/R"
        },
        { "\"context\":{}", "arn:aws:iam::111122223333:role/R" },
    };

    [Theory]
    [MemberData(nameof(RolesOfSessions))]
    public void EV03_RoleOfASession_IsRoleArn_ThenPrincipalArn_ThenWithoutPath(string members, string role)
    {
        string policy = $$"""
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Principal":{"AWS":"{{role}}"},"Action":"*","Resource":"*"}]}
            """;

        Assert.Equal("Allow", Decision(Case($"\"{Session}\"", $"{members},\"resourcePolicy\":{policy}")));
    }

    [Theory]
    [InlineData("arn:aws:iam::999922223333:role/path/R")]
    [InlineData("arn:aws:iam::111122223333:role/path/Other")]
    [InlineData("arn:aws-cn:iam::111122223333:role/path/R")]
    public void EV03_PrincipalArnOfAnotherRole_DoesNotNameTheRoleOfTheSession(string claimed)
    {
        string policy = $$"""
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Principal":{"AWS":"{{claimed}}"},"Action":"*","Resource":"*"}]}
            """;
        string members = $"\"context\":{{\"aws:PrincipalArn\":\"{claimed}\"}},\"resourcePolicy\":{policy}";

        Assert.Equal("ImplicitDeny", Decision(Case($"\"{Session}\"", members)));
    }

    /// <summary>A condition, the context it meets, and whether it holds.</summary>
    public static TheoryData<string, string, bool> Contexts => new()
    {
        { """{"NumericLessThan":{"app:n":"5"}}""", """{"app:n":4}""", true },
        { """{"NumericLessThan":{"app:n":"5"}}""", """{"app:n":4.5}""", true },
        { """{"NumericLessThan":{"app:n":"5"}}""", """{"app:n":6}""", false },
        { """{"Bool":{"aws:SecureTransport":"true"}}""", """{"aws:SecureTransport":true}""", true },
        { """{"Bool":{"aws:SecureTransport":"true"}}""", """{"aws:SecureTransport":false}""", false },
        { """{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""", """{"aws:SourceIp":"203.0.113.7"}""", true },
        { """{"ForAnyValue:StringEquals":{"aws:TagKeys":"b"}}""", """{"aws:TagKeys":["a","b"]}""", true },
        { """{"ForAllValues:StringEquals":{"aws:TagKeys":"b"}}""", """{"aws:TagKeys":["a","b"]}""", false },
        { """{"ForAllValues:StringEquals":{"aws:TagKeys":"b"}}""", """{"aws:TagKeys":["b"]}""", true },
        { """{"Null":{"aws:TagKeys":"true"}}""", """{"aws:TagKeys":[]}""", true },
        { """{"StringEquals":{"app:k":"v"}}""", """{"APP:K":"v"}""", true },
        { """{"StringEquals":{"app:k":"v"}}""", """{"app:k":"v","APP:K":"v"}""", false },
        { """{"StringEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/alice"}}""", "{}", true },
        { """{"StringEquals":{"aws:PrincipalAccount":"111122223333"}}""", "{}", true },
        { """{"StringEquals":{"aws:username":"alice"}}""", "{}", true },
        { """{"StringEquals":{"aws:ResourceAccount":"111122223333"}}""", "{}", true },
        { """{"StringEquals":{"aws:username":"alice"}}""", """{"aws:username":"bob"}""", false },
    };

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Context_IsAuthoritative_AndFilledFromPrincipalAndResource(string condition, string context, bool holds)
    {
        string policy = $$"""
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"*","Resource":"*","Condition":{{condition}}}]}
            """;
        string members = $"\"context\":{context},{Named("identityPolicies", policy)}";

        Assert.Equal(holds ? "Allow" : "ImplicitDeny", Decision(Case($"\"{Alice}\"", members)));
    }

    [Fact]
    public void StoredDocument_WriteTimeRules_AreNotApplied()
    {
        const string WithoutVersionAndWithUnknownKey =
            """
            {"Statement":[{"Effect":"Allow","Action":"*","Resource":"*",
            "Condition":{"Null":{"aws:NoSuchKey":"true"}}}]}
            """;

        Assert.Equal("Allow", Decision(Case(
            $"\"{Alice}\"", Named("identityPolicies", WithoutVersionAndWithUnknownKey))));
    }

    /// <summary>Cases that get no decision: what is wrong, the code, and a word that the message must hold.</summary>
    public static TheoryData<string, string, string> Refusals => new()
    {
        { Case("\"alice\"", "\"context\":{}"), "ValidationError", "`alice`" },
        { Case("\"*\"", "\"context\":{}"), "ValidationError", "Anonymous" },
        { Case("\"arn:aws:iam::1:user/alice\"", "\"context\":{}"), "ValidationError", "`principal`" },
        { Case("\"arn:aws:iam::111122223333:group/g\"", "\"context\":{}"), "ValidationError", "assumed-role" },
        { Case("""{"type":"Root"}""", "\"context\":{}"), "ValidationError", "Anonymous" },
        { Case("7", "\"context\":{}"), "ValidationError", "a number" },
        { Line(Alice, "s3:*", "*", "\"context\":{}"), "ValidationError", "`s3:*`" },
        { Line(Alice, "s3:Get", "b/k", "\"context\":{}"), "ValidationError", "`resource`" },
        { Case($"\"{Alice}\"", "\"resourceAccount\":\"12\""), "ValidationError", "12 digits" },
        { Case($"\"{Alice}\"", "\"permissionBoundaries\":[]"), "ValidationError", "`permissionBoundaries`" },
        { Case($"\"{Alice}\"", "\"context\":{},\"context\":{}"), "ValidationError", "twice" },
        { Case($"\"{Alice}\"", """ "context":{"aws:SourceIp":null} """), "ValidationError", "`context.aws:SourceIp`" },
        { Case($"\"{Alice}\"", """ "context":{"aws:TagKeys":["a",null]} """), "ValidationError", "null" },
        { Case($"\"{Alice}\"", """ "context":{"a:b":{}} """), "ValidationError", "an object" },
        { Case($"\"{Alice}\"", """ "context":{"":"v"} """), "ValidationError", "without name" },
        { Case($"\"{Alice}\"", """ "context":[] """), "ValidationError", "an array" },
        { Case($"\"{Alice}\"", """ "context":{"a:b":"\ud800"} """), "ValidationError", "surrogate" },
        { Case($"\"{Alice}\"", "\"roleArn\":\"arn:aws:iam::111122223333:role/R\""), "ValidationError", "`roleArn`" },
        { Case($"\"{Session}\"", $"\"roleArn\":\"{RoleArn}X\""), "ValidationError", "not the role" },
        { Case($"\"{Session}\"", $"\"userArn\":\"{Alice}\""), "ValidationError", "`userArn`" },
        { Case($"\"{Alice}\"", $"\"sessionPolicy\":{AllowAll}"), "ValidationError", "`sessionPolicy`" },
        { Case("""{"type":"Anonymous"}""", $"\"sessionPolicy\":{AllowAll}"), "ValidationError", "anonymous" },
        { Case($"\"{Alice}\"", "\"identityPolicies\":{}"), "ValidationError", "must be an array" },
        { Case($"\"{Alice}\"", "\"identityPolicies\":[{}]"), "ValidationError", "`identityPolicies[0]` has no `name`" },
        { Case($"\"{Alice}\"", "\"serviceControlPolicies\":[{\"policies\":[]}]"), "ValidationError", "`level`" },
        { Case($"\"{Alice}\"", Named("identityPolicies", "{}")), "MalformedPolicyDocument", "identityPolicies[0]" },
        { Case($"\"{Alice}\"", Named("identityPolicies", "7")), "MalformedPolicyDocument", "identityPolicies[0]" },
        { Case($"\"{Alice}\"", "\"resourcePolicy\":[]"), "MalformedPolicyDocument", "`resourcePolicy`" },
        {
            Case($"\"{Alice}\"", "\"resourcePolicy\":" + AllowAll),
            "MalformedPolicyDocument", "`resourcePolicy`"
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Case_ThatIsNotAsContracted_AnswersWithAnError_NeverADecision(string line, string code, string word)
    {
        JsonElement answer = Tool.Simulate(line);

        Assert.Equal("c1", answer.GetProperty("id").GetString());
        Assert.Equal(code, Tool.CodeOf(answer));
        Assert.Contains(word, Tool.MessageOf(answer), StringComparison.Ordinal);
        Assert.Equal(["id", "error"], answer.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("principal")]
    [InlineData("action")]
    [InlineData("resource")]
    public void Case_WithoutARequiredMember_SaysWhich(string missing)
    {
        Dictionary<string, string> members = new()
        {
            ["id"] = "c1",
            ["principal"] = Alice,
            ["action"] = "s3:GetObject",
            ["resource"] = "*",
        };
        members.Remove(missing);

        JsonElement answer = Tool.Simulate(JsonSerializer.Serialize(members));

        Assert.Contains($"`{missing}`", Tool.MessageOf(answer), StringComparison.Ordinal);
    }

    private static string Case(string principal, string members) =>
        $$"""
        {"id":"c1","principal":{{principal}},"action":"s3:GetObject","resource":"arn:aws:s3:::b/k",
        {{(members.Contains("resourceAccount", StringComparison.Ordinal) ? "" : Account)}}{{members}}}
        """;

    private static string Line(string principal, string action, string resource, string members) =>
        $$"""{"id":"c1","principal":"{{principal}}","action":"{{action}}","resource":"{{resource}}",{{members}}}""";

    private static string Named(string member, string policy) =>
        $$"""
        "{{member}}":[{"name":"p","policy":{{policy}}}]
        """;

    private static string Level(string kind, string policy) =>
        $$"""
        "{{kind}}Policies":[{"level":"root","policies":[{"name":"p","policy":{{policy}}}]}]
        """;

    private static string? Decision(string line) => Tool.Simulate(line).GetProperty("decision").GetString();
}
