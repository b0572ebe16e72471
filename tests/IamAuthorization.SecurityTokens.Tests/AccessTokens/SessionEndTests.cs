using System.Reflection;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>A session ends when it ends, whatever is remembered of it, and its token cannot be changed.</summary>
[Trait("Threat", "A6")]
public sealed class SessionEndTests
{
    public static TheoryData<int, bool> AroundTheEnd => new()
    {
        // Milliseconds from the end, and whether the session lives.
        { -1_000, true },
        { -1, true },
        { 0, false },
        { 1, false },
        { 1_000, false },
        { 86_400_000, false },
    };

    [Theory]
    [MemberData(nameof(AroundTheEnd))]
    public async Task Session_AroundItsEnd_IsJudgedAlike_ColdAndCached(int milliseconds, bool lives)
    {
        await using var world = new TokenWorld();
        await using var uncached = new TokenWorld(
            options => options.CachedTokensMax = 0,
            world.Clock,
            world.Get<ISigningKeyStore>(),
            world.Get<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>());
        IamPrincipal session = world.Session();
        string token = await world.IssueAsync(session);
        Assert.NotNull((await world.ValidateAsync(token)).Principal);
        Assert.Equal(1, world.Cache.Count);

        world.Clock.SetUtcNow(session.Session!.ExpiresAt!.Value.AddMilliseconds(milliseconds));

        foreach (TokenWorld node in new[] { world, uncached })
        {
            AccessTokenValidation validation = await node.ValidateAsync(token);
            Assert.Equal(lives, validation.Principal is not null);
            Assert.Equal(lives ? null : AccessTokenProblem.Expired, validation.Problem);
        }
    }

    [Fact]
    public async Task CachedSession_IsAnsweredAtOnce_AndIsTheSameObject()
    {
        await using var world = new TokenWorld();
        string token = await world.IssueAsync();
        AccessTokenValidation cold = await world.ValidateAsync(token);

        ValueTask<AccessTokenValidation> hit = world.ValidateAsync(token);

        Assert.True(hit.IsCompletedSuccessfully);
        Assert.Same(cold.Principal, (await hit).Principal);
    }

    [Fact]
    public async Task Cache_Off_KeepsNothing()
    {
        await using var world = new TokenWorld(options => options.CachedTokensMax = 0);
        string token = await world.IssueAsync();

        AccessTokenValidation first = await world.ValidateAsync(token);
        AccessTokenValidation second = await world.ValidateAsync(token);

        Assert.NotNull(second.Principal);
        Assert.NotSame(first.Principal, second.Principal);
        Assert.Equal(0, world.Cache.Count);
    }

    [Fact]
    public async Task Cache_MoreTokensThanItHolds_StaysWithinItsBound()
    {
        await using var world = new TokenWorld(options => options.CachedTokensMax = 20);

        for (int i = 0; i < 100; i++)
        {
            Assert.NotNull((await world.ValidateAsync(await world.IssueAsync())).Principal);
            Assert.InRange(world.Cache.Count, 0, 20);
        }
    }

    [Fact]
    public async Task RefusedTokens_AreNotKept()
    {
        await using var world = new TokenWorld();
        string token = await world.IssueAsync();

        await world.ProblemAsync(token + "A");

        Assert.Equal(0, world.Cache.Count);
    }

    [Fact]
    public async Task RemovedKey_CachedSession_DiesAtOnce()
    {
        await using var world = new TokenWorld();
        string token = await world.IssueAsync();
        Assert.NotNull((await world.ValidateAsync(token)).Principal);
        IamSigningKey key = (await world.Keys.ListAsync())[0];

        Assert.True(await world.Keys.RemoveAsync(key.KeyId));

        Assert.Equal(AccessTokenProblem.UnknownKey, await world.ProblemAsync(token));
        Assert.Equal(0, world.Cache.Count);
        Assert.NotNull((await world.ValidateAsync(await world.IssueAsync())).Principal);
    }

    [Fact]
    public async Task OtherKeyRemoved_CachedSession_Lives()
    {
        await using var world = new TokenWorld();
        IamSigningKey old = (await world.Keys.ListAsync())[0];
        await world.Keys.RotateAsync();
        string token = await world.IssueAsync();
        AccessTokenValidation cold = await world.ValidateAsync(token);

        await world.Keys.RemoveAsync(old.KeyId);

        Assert.Same(cold.Principal, (await world.ValidateAsync(token)).Principal);
    }

    [Fact]
    public void CachedPrincipal_AndItsFacts_CannotBeChanged()
    {
        PropertyInfo[] settable =
        [
            .. new[] { typeof(IamPrincipal), typeof(IamSession) }
                .SelectMany(type => type.GetProperties())
                .Where(property => property.SetMethod is { IsPublic: true } set && !IsInit(set)),
        ];
        Type[] mutable =
        [
            .. typeof(IamSession).GetProperties().Select(property => property.PropertyType)
                .Where(type => type.IsGenericType && !type.IsValueType
                    && !type.Name.StartsWith("Immutable", StringComparison.Ordinal)),
        ];

        Assert.Empty(settable);
        Assert.Empty(mutable);
    }

    [Fact]
    public async Task Token_WithAnyBitFlipped_IsRefused()
    {
        await using var world = new TokenWorld();
        string token = await world.IssueAsync();
        Assert.NotNull((await world.ValidateAsync(token)).Principal);

        for (int index = 0; index < token.Length; index++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                string flipped = Flipped(token, index, bit);
                Assert.True((await world.ValidateAsync(flipped)).Principal is null, $"bit {bit} of character {index}");
            }
        }
    }

    [Fact]
    public async Task Token_ChangedAtRandom_IsRefused()
    {
        await using var world = new TokenWorld();
        string token = await world.IssueAsync();
        string other = await world.IssueAsync(world.Session(role: "Admin"));

        await Fuzz.HoldsAsync(2_000, async random =>
        {
            string changed = Changed(token, other, random);
            AccessTokenValidation validation = await world.ValidateAsync(changed);
            Assert.True(validation.Principal is null || changed == token || changed == other, changed);
        });
    }

    private static string Flipped(string token, int index, int bit) =>
        $"{token[..index]}{(char)(token[index] ^ (1 << bit))}{token[(index + 1)..]}";

    private static string Changed(string token, string other, Random random)
    {
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int index = random.Next(token.Length);
            int end = random.Next(index, Math.Min(token.Length, index + 50));
            int from = random.Next(other.Length);
            token = random.Next(5) switch
            {
                0 => Flipped(token, index, random.Next(8)),
                1 => token.Remove(index, end - index + 1),
                2 => token.Insert(index, other[from..Math.Min(other.Length, from + random.Next(1, 50))]),
                3 => token[..index] + other[Math.Min(index, other.Length)..],
                _ => PartOf(token, other, random.Next(3)),
            };
            if (token.Length == 0)
            {
                return token;
            }
        }

        return token;
    }

    private static string PartOf(string token, string other, int part)
    {
        string[] parts = token.Split('.');
        if (part < parts.Length)
        {
            parts[part] = other.Split('.')[part];
        }

        return string.Join('.', parts);
    }

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers()
        .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
}
