using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// Tokens and keys are canaries: after every success and failure, none of them stands in a log, trace, metric,
/// exception or error answer.
/// </summary>
[Trait("Threat", "L2")]
public sealed class CanaryThreatTests
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string Jwt = "urn:ietf:params:oauth:token-type:jwt";
    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";

    private static readonly (string Name, string Value)[] Changes =
    [
        ("unknown", "1"), ("scope", $"arn:aws:iam::{TestApp.Account}:role/Missing"), ("duration_seconds", "1"),
        ("tags", "{"), ("actor_token", "x"),
    ];

    [Fact]
    public async Task L2_TokensAndKeys_EverySuccessAndFailure_AppearInNoOutput()
    {
        using var outputs = new OutputRecorder();
        var canaries = new Canaries();
        await using BearerApp app = await BearerApp.StartAsync(
            routes => routes.MapGet("/shown", async (HttpContext http) => Show(await http.AuthenticateAsync())));
        await PlantAsync(app, canaries);
        string[] bearers = await BearersAsync(app, canaries);

        await UseAsync(app, bearers, canaries, outputs);
        await ExchangeAsync(app, bearers, canaries, outputs);
        app.Clock.Advance(TimeSpan.FromHours(2));
        await UseAsync(app, bearers, canaries, outputs);
        await ExchangeAsync(app, bearers, canaries, outputs);
        outputs.Add(app.Logs);

        Assert.True(outputs.Count > 1_000, $"Only {outputs.Count} outputs were seen.");
        Assert.Empty(canaries.FoundIn(outputs.All));
    }

    [Fact]
    public void L2_Recorder_WithACanaryInIt_FindsIt()
    {
        using var outputs = new OutputRecorder();
        var canaries = new Canaries();
        canaries.AddToken($"{new string('h', 40)}.{new string('p', 40)}.{new string('s', 40)}");

        outputs.Add($"refused {new string('s', 40)}");

        Assert.Single(canaries.FoundIn(outputs.All));
    }

    /// <summary>The private keys, in the spellings in which somebody could print them.</summary>
    private static async Task PlantAsync(BearerApp app, Canaries canaries)
    {
        SigningKey key = await app.Services.GetRequiredService<SigningKeyRing>()
            .GetActiveAsync(CancellationToken.None);
        ECParameters parameters = key.VerificationKey.ECDsa.ExportParameters(includePrivateParameters: true);
        canaries.AddBytes(parameters.D!);
        canaries.AddBytes(key.VerificationKey.ECDsa.ExportPkcs8PrivateKey());
    }

    /// <summary>Tokens of both schemes, good ones and each with a flaw that some part of the way meets first.</summary>
    private static async Task<string[]> BearersAsync(BearerApp app, Canaries canaries)
    {
        TokenForge forge = await TokenForge.OfAsync(app);
        string[] bearers =
        [
            forge.Token,
            await app.IssueAsync(app.Session("carol", uniqueId: "AROAANOTHER0123456789")),
            BearerApp.AppToken("bob"),
            BearerApp.AppToken("stranger"),
            BearerApp.AppToken("bob", BearerApp.ForeignKey),
            forge.Flip(0),
            forge.Flip(1),
            forge.Flip(2),
            forge.With(header => header["alg"] = "none", sign: _ => []),
            forge.With(header => header["alg"] = "HS256", sign: forge.HmacWithPublicKey),
            forge.With(header => header["kid"] = "nobody"),
            forge.With(header => header["typ"] = "JWT"),
            forge.With(payload: claims => claims["aud"] = "billing"),
            forge.With(payload: claims => claims["iss"] = TestScheme.Issuer),
            forge.With(payload: claims => claims["exp"] = BearerApp.Start.ToUnixTimeSeconds()),
            forge.With(payload: claims => claims["jti"] = "AAAAAAAAAAAAAAAAAAAAAA"),
            forge.With(payload: claims => claims["iam_session"] = forge.SealedRecord[..^8] + "AAAAAAAA"),
            forge.Token + ".x",
            forge.Token[..^8],
        ];
        canaries.AddSecret(forge.SealedRecord);
        foreach (string bearer in bearers)
        {
            canaries.AddToken(bearer);
        }

        return bearers;
    }

    private static async Task UseAsync(BearerApp app, string[] bearers, Canaries canaries, OutputRecorder outputs)
    {
        foreach (string bearer in bearers)
        {
            foreach (string path in (string[])[.. BearerApp.Doors, "/shown"])
            {
                outputs.Add(await app.SendAsync(path, bearer));
                outputs.Add(await app.SendAsync(
                    path,
                    request => request.Headers.TryAddWithoutValidation(
                        "Authorization", [$"Bearer {bearer}", $"Bearer {bearers[0]}"])));
            }
        }

        Assert.Empty(canaries.FoundIn(outputs.All));
    }

    private static async Task ExchangeAsync(
        BearerApp app, string[] bearers, Canaries canaries, OutputRecorder outputs)
    {
        foreach (string bearer in bearers)
        {
            foreach (string type in (string[])[Jwt, AccessToken, "urn:x"])
            {
                foreach ((string name, string value) in Changes)
                {
                    KeyValuePair<string, string>[] form =
                    [
                        new("grant_type", Grant), new("subject_token", bearer), new("subject_token_type", type),
                        new("scope", BearerApp.SupportArn), new("role_session_name", "bob"),
                    ];
                    (HttpResponseMessage response, JsonElement json) = await app.ExchangeAsync(
                        [.. form.Where(pair => pair.Key != name), new(name, value)]);
                    if (response.StatusCode == HttpStatusCode.OK)
                    {
                        canaries.AddToken(json.GetProperty("access_token").GetString()!);
                    }
                    else
                    {
                        outputs.Add(json.ToString());
                    }
                }
            }
        }
    }

    private static string Show(AuthenticateResult result) => string.Join(
        '\n',
        result.Failure?.ToString(),
        result.Principal?.Identity?.ToString(),
        result.Ticket?.ToString(),
        string.Join(' ', result.Principal?.Claims.Select(claim => claim.ToString()) ?? []),
        string.Join(' ', result.Properties?.Items.Select(item => $"{item.Key}={item.Value}") ?? []));
}
