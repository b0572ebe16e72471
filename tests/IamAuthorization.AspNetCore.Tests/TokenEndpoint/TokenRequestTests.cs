using System.Text;
using IamAuthorization.Accounts;
using IamAuthorization.SecurityTokens;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class TokenRequestTests
{
    private const string Audience = "orders";
    private const string Role = $"arn:aws:iam::{TestApp.Account}:role/Support";
    private const string Jwt = "urn:ietf:params:oauth:token-type:jwt";
    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";

    private const string Required =
        $"grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=T&subject_token_type={Jwt}"
        + $"&scope={Role}&role_session_name=bob";

    /// <summary>The required parameters, one of them changed or another added; and what is wrong.</summary>
    public static TheoryData<string, string, string, string> Refused => new()
    {
        { "grant_type", "", "invalid_request", "grant_type is missing" },
        { "grant_type", "client_credentials", "unsupported_grant_type", "grant_type must be" },
        { "grant_type", "URN:ietf:params:oauth:grant-type:token-exchange", "unsupported_grant_type", "grant_type" },
        { "subject_token", "", "invalid_request", "subject_token is missing" },
        { "subject_token_type", "", "invalid_request", "subject_token_type must be" },
        { "subject_token_type", "jwt", "invalid_request", "subject_token_type must be" },
        { "subject_token_type", "urn:ietf:params:oauth:token-type:id_token", "invalid_request", "subject_token_type" },
        { "subject_token_type", "urn:ietf:params:oauth:token-type:saml2", "invalid_request", "subject_token_type" },
        { "requested_token_type", Jwt, "invalid_request", "requested_token_type" },
        { "requested_token_type", "x", "invalid_request", "requested_token_type" },
        { "resource", "https://orders.example/", "invalid_target", "leave audience and resource out" },
        { "audience", "billing", "invalid_target", "leave audience and resource out" },
        { "audience", "ORDERS", "invalid_target", "leave audience and resource out" },
        { "actor_token", "T", "invalid_request", "actor_token is not taken" },
        { "actor_token_type", Jwt, "invalid_request", "actor_token_type is not taken" },
        { "client_secret", "s", "invalid_request", "client_secret is not taken" },
        { "client_assertion", "s", "invalid_request", "client_assertion is not taken" },
        { "scope", "", "invalid_request", "scope is missing" },
        { "scope", "Support", "invalid_scope", "the ARN of one role" },
        { "scope", $"{Role}+{Role}", "invalid_scope", "the ARN of one role" },
        { "scope", $"+{Role}", "invalid_scope", "the ARN of one role" },
        { "scope", "openid", "invalid_scope", "the ARN of one role" },
        { "role_session_name", "", "invalid_request", "role_session_name is missing" },
        { "duration_seconds", "x", "invalid_request", "duration_seconds" },
        { "duration_seconds", "-900", "invalid_request", "duration_seconds" },
        { "duration_seconds", "%2B900", "invalid_request", "duration_seconds" },
        { "duration_seconds", "900.0", "invalid_request", "duration_seconds" },
        { "duration_seconds", "+900", "invalid_request", "duration_seconds" },
        { "duration_seconds", "9e2", "invalid_request", "duration_seconds" },
        { "duration_seconds", "99999999999", "invalid_request", "duration_seconds" },
        { "policy_arns", "a++b", "invalid_request", "policy_arns" },
        { "policy_arns", "a+", "invalid_request", "policy_arns" },
        { "tags", "x", "invalid_request", "tags must be" },
        { "tags", "[]", "invalid_request", "tags must be" },
        { "tags", "null", "invalid_request", "tags must be" },
        { "tags", "{\"a\":1}", "invalid_request", "tags must be" },
        { "tags", "{\"a\":null}", "invalid_request", "tags must be" },
        { "tags", "{\"a\":{}}", "invalid_request", "tags must be" },
        { "tags", "{\"a\":[\"x\"]}", "invalid_request", "tags must be" },
        { "tags", "{\"a\":\"x\"", "invalid_request", "tags must be" },
        { "tags", "{\"a\":\"x\",}", "invalid_request", "tags must be" },
        { "tags", "{\"a\":\"x\"}{}", "invalid_request", "tags must be" },
        { "tags", "{/**/\"a\":\"x\"}", "invalid_request", "tags must be" },
        { "tags", "{\"a\":\"\\ud800\"}", "invalid_request", "tags must be" },
        { "tags", "{\"\\ud800\":\"x\"}", "invalid_request", "tags must be" },
        { "transitive_tag_keys", "a", "invalid_request", "transitive_tag_keys must be" },
        { "transitive_tag_keys", "\"a\"", "invalid_request", "transitive_tag_keys must be" },
        { "transitive_tag_keys", "{}", "invalid_request", "transitive_tag_keys must be" },
        { "transitive_tag_keys", "[1]", "invalid_request", "transitive_tag_keys must be" },
        { "transitive_tag_keys", "[[\"a\"]]", "invalid_request", "transitive_tag_keys must be" },
        { "transitive_tag_keys", "[\"\\ud800\"]", "invalid_request", "transitive_tag_keys must be" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Parameter_Wrong_IsRefusedByName(string name, string value, string error, string description)
    {
        Assert.False(TryRead(With(name, value), out TokenRequest? request, out TokenError? told));

        Assert.Null(request);
        Assert.Equal(error, told!.Error);
        Assert.Contains(description, told.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":\"x\",\"a\":\"x\"}")]
    [InlineData("{\"a\":\"x\",\"a\":\"y\"}")]
    [InlineData("{\"a\":\"x\",\"\\u0061\":\"y\"}")]
    [Trait("Threat", "H9")]
    public void H9_Tag_GivenTwice_IsRefused(string tags)
    {
        Assert.False(TryRead(With("tags", tags), out _, out TokenError? told));

        Assert.Contains("tags must be", told!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_Least_AreARequestWithoutLimits()
    {
        Assert.True(TryRead(Required, out TokenRequest? request, out _));

        Assert.Equal(("T", false), (request!.SubjectToken, request.IsAccessToken));
        Assert.Equal(new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "bob" }, request.Role);
    }

    [Fact]
    public void Parameters_All_ReachTheRequest()
    {
        string body = With("subject_token_type", AccessToken)
            + $"&duration_seconds=0900&external_id=x&policy={{}}&policy_arns=a+b&tags={{\"k\":\"v\",\"l\":\"\"}}"
            + $"&transitive_tag_keys=[\"k\"]&source_identity=al&requested_token_type={AccessToken}&audience={Audience}"
            + "&client_id=web&unknown=1";

        Assert.True(TryRead(body, out TokenRequest? request, out TokenError? error), error?.Description);

        AssumeRoleRequest role = request!.Role;
        Assert.True(request.IsAccessToken);
        Assert.Equal(
            (TimeSpan.FromMinutes(15), "x", "{}", "al"),
            (role.Duration, role.ExternalId, role.Policy, role.SourceIdentity));
        Assert.Equal(["a", "b"], role.PolicyArns);
        Assert.Equal([new IamTag("k", "v"), new IamTag("l", "")], role.Tags);
        Assert.Equal(["k"], role.TransitiveTagKeys);
    }

    [Theory]
    [InlineData("plain text, with `marks` & 100 %", "plain text, with `marks` & 100 %")]
    [InlineData("a\"b", "a%22b")]
    [InlineData("a\\b", "a%5Cb")]
    [InlineData("a\r\nb", "a%0D%0Ab")]
    [InlineData("caf\u00E9 \U0001F512", "caf%C3%A9 %F0%9F%94%92")]
    public void ErrorDescription_HoldsOnlyWhatOAuthAllows(string text, string told) =>
        Assert.Equal(told, TokenResponse.Describe(text));

    private static string With(string name, string value)
    {
        IEnumerable<string> others = Required.Split('&').Where(pair => !pair.StartsWith($"{name}="));
        return string.Join('&', [.. others, $"{name}={value}"]);
    }

    private static bool TryRead(string body, out TokenRequest? request, out TokenError? error)
    {
        request = null;
        return TokenParameters.TryRead(Encoding.UTF8.GetBytes(body), out TokenParameters? parameters, out error)
            && TokenRequest.TryRead(parameters, Audience, out request, out error);
    }
}
