using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Primitives;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class PresentedCredentialTests
{
    private const string Signature = "AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-1/orders/aws4_request, "
        + "SignedHeaders=host;x-amz-date, Signature=00";

    public static TheoryData<string[], string, bool, string, string?> Requests => new()
    {
        { [], "", false, "None", null },
        { ["Bearer a.b.c"], "", false, "Bearer", "a.b.c" },
        { ["bearer a.b.c"], "", false, "Bearer", "a.b.c" },
        { ["Bearer  a.b.c "], "", false, "Bearer", "a.b.c" },
        { ["Bearer "], "", false, "Bearer", "" },
        { ["Bearer"], "", false, "Other", null },
        { ["Bearer\ta"], "", false, "Other", null },
        { [""], "", false, "Other", null },
        { ["Basic YTpi"], "", false, "Other", null },
        { ["Digest username=\"a\", realm=\"b\""], "", false, "Other", null },
        { [Signature], "", false, "Signature", null },
        { ["aws4-ecdsa-p256-sha256 Credential=x"], "", false, "Signature", null },
        { [], "?X-Amz-Signature=00", false, "Signature", null },
        { [], "?x-amz-algorithm=AWS4-HMAC-SHA256", false, "Signature", null },
        { [], "?access_token=t", true, "Bearer", "t" },
        { [], "?access_token=", true, "Bearer", "" },
        { [], "?access_token=t", false, "None", null },
        { ["Bearer a"], "?access_token=t", false, "Bearer", "a" },
    };

    public static TheoryData<string[], string> Pairs => new()
    {
        { ["Bearer a", "Bearer a"], "" },
        { ["Bearer a", "Basic b"], "" },
        { ["Bearer a,Bearer b"], "" },
        { ["Bearer a, b"], "" },
        { ["Basic a, Bearer b"], "" },
        { [Signature + ", Bearer b"], "" },
        { [Signature, "Bearer b"], "" },
        { ["Digest username=\"a\", Bearer b"], "" },
        { ["Bearer a"], "?X-Amz-Signature=00" },
        { ["Basic a"], "?X-Amz-Algorithm=x" },
        { [Signature], "?X-Amz-Signature=00" },
        { ["Bearer a"], "?access_token=b" },
        { [Signature], "?access_token=b" },
        { ["Basic a"], "?access_token=b" },
        { [], "?access_token=a&access_token=a" },
        { [], "?access_token=a&ACCESS_TOKEN=b" },
        { [], "?access_token=a&X-Amz-Signature=00" },
        { ["", "Bearer a"], "" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Credential_OfARequest_HasOneShape(
        string[] headers, string query, bool isHubWithToken, string shape, string? token)
    {
        PresentedCredential credential = PresentedCredential.Of(Request(headers, query, isHubWithToken), true);

        Assert.Equal((shape, token), (credential.Shape.ToString(), credential.Token));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    [Trait("Threat", "H9")]
    public void H9_TwoCredentials_AreNeverReadAsOne(string[] headers, string query)
    {
        PresentedCredential credential = PresentedCredential.Of(Request(headers, query, isHub: true), true);

        Assert.Equal((CredentialShape.Several, null), (credential.Shape, credential.Token));
    }

    [Fact]
    public void HubToken_NotSwitchedOn_IsNoCredential() => Assert.Equal(
        CredentialShape.None,
        PresentedCredential.Of(Request([], "?access_token=t", isHub: true), hubTokenInQuery: false).Shape);

    private static DefaultHttpContext Request(string[] headers, string query, bool isHub)
    {
        var http = new DefaultHttpContext();
        http.Request.QueryString = new QueryString(query);
        if (headers.Length > 0)
        {
            http.Request.Headers.Authorization = new StringValues(headers);
        }

        if (isHub)
        {
            http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new HubMetadata(typeof(Hub))), "hub"));
        }

        return http;
    }
}
