using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace IamAuthorization.SecurityTokens.Tests;

public sealed class KeyIdTests
{
    [Fact]
    public void KeyId_OfAKnownKey_IsItsThumbprint()
    {
        // The key of RFC 7515, appendix A.3; its thumbprint was computed with another implementation.
        using ECDsa key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Base64UrlEncoder.DecodeBytes("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                Y = Base64UrlEncoder.DecodeBytes("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
            },
        });

        Assert.Equal("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", SigningKeySeal.Thumbprint(key));
        Assert.Equal(
            Base64UrlEncoder.Encode(new ECDsaSecurityKey(key).ComputeJwkThumbprint()), SigningKeySeal.Thumbprint(key));
    }

    [Fact]
    public async Task KeySet_HoldsPublicMembersOnly_OfEveryKeyInUse()
    {
        await using var world = new TokenWorld();
        await world.IssueAsync();
        await world.Keys.RotateAsync();

        byte[] document = await world.Get<KeySetDocument>().WriteAsync(CancellationToken.None);

        using JsonDocument json = JsonDocument.Parse(document);
        JsonElement[] keys = [.. json.RootElement.GetProperty("keys").EnumerateArray()];
        Assert.Equal(2, keys.Length);
        Assert.Equal(["keys"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.All(keys, key => Assert.Equal(
            ["kty", "use", "alg", "kid", "crv", "x", "y"], key.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(
            world.Ring.Current!.Keys.Select(key => key.KeyId), keys.Select(key => key.GetProperty("kid").GetString()));
        Assert.All(
            new JsonWebKeySet(Encoding.UTF8.GetString(document)).Keys,
            key => Assert.Equal(key.Kid, Base64UrlEncoder.Encode(key.ComputeJwkThumbprint())));
    }

    [Fact]
    public async Task KeySet_UpcomingKey_IsPublishedBeforeItSigns_RetiredKey_UntilItsSessionsEnd()
    {
        await using var world = new TokenWorld();
        string first = (await world.Keys.ListAsync())[0].KeyId;
        world.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromHours(1));
        await world.IssueAsync();

        string[] before = await KeyIdsAsync(world);
        world.Clock.Advance(TimeSpan.FromHours(1 + 36));
        string[] after = await KeyIdsAsync(world);

        Assert.Equal(2, before.Length);
        Assert.Equal(first, before[0]);
        Assert.Equal([before[1]], after);
    }

    private static async Task<string[]> KeyIdsAsync(TokenWorld world)
    {
        byte[] document = await world.Get<KeySetDocument>().WriteAsync(CancellationToken.None);
        return [.. new JsonWebKeySet(Encoding.UTF8.GetString(document)).Keys.Select(key => key.Kid)];
    }
}
