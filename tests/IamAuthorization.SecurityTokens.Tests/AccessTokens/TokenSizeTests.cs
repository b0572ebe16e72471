using System.Security.Cryptography;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>How long tokens get when everything in them is as long as it may be.</summary>
public sealed class TokenSizeTests
{
    private const string LongIssuer = "https://authorization.orders.production.eu-west-1.example.com/iam";
    private const string LongAudience = "orders.production.example.com";

    [Fact]
    public async Task Token_WithFullPoliciesAndTheLongestNames_StaysBelow4096Characters()
    {
        await using var world = new TokenWorld(options =>
            (options.Issuer, options.Audience) = (LongIssuer, LongAudience));
        int packedSizeMax = new IamSecurityTokenOptions().PackedPolicySizeMax;

        string token = await world.IssueAsync(Longest(world, packedSizeMax));

        TestContext.Current.TestOutputHelper?.WriteLine($"{token.Length} characters for {packedSizeMax} bytes");
        Assert.InRange(token.Length, 3_000, 4_095);
        Assert.NotNull((await world.ValidateAsync(token)).Principal);
    }

    [Fact]
    public async Task Token_WithTheLargestLimitThatMayBeSet_IsNotTooLong()
    {
        const int PackedPolicySizeLimit = 4_096;
        await using var world = new TokenWorld(options =>
        {
            options.Issuer = "https://" + new string('a', 63) + ".example/" + new string('b', 176);
            options.Audience = new string('a', 256);
            options.PackedPolicySizeMax = PackedPolicySizeLimit;
        });

        string token = await world.IssueAsync(Longest(world, PackedPolicySizeLimit));

        Assert.InRange(token.Length, 4_096, AccessTokenFormat.LengthMax);
        Assert.NotNull((await world.ValidateAsync(token)).Principal);
    }

    /// <summary>A session of the longest names whose policies and tags fill the room as tightly as can be.</summary>
    private static IamPrincipal Longest(TokenWorld world, int packedSize)
    {
        string path = "/" + new string('p', 510) + "/";
        string name = new('n', 64);
        var session = new IamSession { SourceIdentity = new string('i', 64) };
        (int full, int tooMuch) = (0, 2 * packedSize);
        while (tooMuch - full > 1)
        {
            int size = (full + tooMuch) / 2;
            bool fits = SessionPacking.Pack(Filled(session, size)).Length <= packedSize;
            (full, tooMuch) = fits ? (size, tooMuch) : (full, size);
        }

        session = Filled(session, full);
        Assert.InRange(SessionPacking.Pack(session).Length, packedSize - 32, packedSize);
        return world.Session(name: new string('s', 64), role: path[1..] + name, facts: session);
    }

    /// <summary>Tags of so many characters that nothing can compress.</summary>
    private static IamSession Filled(IamSession session, int size)
    {
        byte[] noise = new byte[size];
        for (int done = 0; done < size; done += SHA512.HashSizeInBytes)
        {
            SHA512.HashData(BitConverter.GetBytes(done)).AsSpan(0, Math.Min(SHA512.HashSizeInBytes, size - done))
                .CopyTo(noise.AsSpan(done));
        }

        string text = Convert.ToBase64String(noise)[..size];
        return new IamSession
        {
            SourceIdentity = session.SourceIdentity,
            Tags = TokenWorld.Tags([.. text.Chunk(256).Select((value, index) => ($"k{index}", new string(value)))]),
        };
    }
}
