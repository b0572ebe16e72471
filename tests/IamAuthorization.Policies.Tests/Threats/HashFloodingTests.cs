using System.Numerics;
using System.Text;
using IamAuthorization.Policies.Tests.Fuzzing;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>
/// E11: names that collide under the hashes that have no secret. Ours have one, so that these names are spread like any
/// others; and they are told apart. Counts are compared, not times.
/// </summary>
[Trait("Threat", "E11")]
public sealed class HashFloodingTests
{
    private const int Doublings = 17;
    private const int Names = 100_000;
    private const uint HanStart = 0x4E00;
    private const int HanCount = 0x5000;

    // WHY: of 100,000 values of 32 bits, one or two pairs are equal by chance; a hundred never are.
    private const int DistinctMin = Names - 100;

    private static readonly string[] OfMultiplication = [.. Words("Aa", "BB").Take(Names)];

    private static readonly string[] OfRotation = [.. RotationWords().Take(Names)];

    [Fact]
    public void Names_UnderHashesWithoutSecret_DoCollide()
    {
        Assert.Single(OfMultiplication.Select(MultiplicationHash).Distinct());
        Assert.Single(OfRotation.Select(RotationHash).Distinct());
        Assert.Equal(Names, OfMultiplication.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(Names, OfRotation.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void CollidingNames_AsKeysArnsAndActions_AreSpread()
    {
        AssertSpread(OfMultiplication.Select(name => ConditionKey.Of("app:" + name).GetHashCode()));
        AssertSpread(OfRotation.Select(name => ConditionKey.Of("aws:RequestTag/" + name).GetHashCode()));
        AssertSpread(OfRotation.Select(name => Arn.Parse("arn:aws:app:::" + name).GetHashCode()));
        AssertSpread(OfMultiplication.Select(name => ActionName.Parse("app:" + name).GetHashCode()));
    }

    [Fact]
    public void CollidingKeys_AsContext_AreAllFoundAndNoOthers()
    {
        ConditionKey[] keys = [.. OfRotation.Select(name => ConditionKey.Of("aws:RequestTag/" + name))];
        var context = new ContextValues(
            keys.Select((key, index) => KeyValuePair.Create(key, ContextValue.Of((long)index))));

        Assert.Equal(Names, context.Keys.Count);
        for (int index = 0; index < Names; index += 97)
        {
            Assert.Equal($"{index}", context.Get(ConditionKey.Of(keys[index].Name.ToUpperInvariant())).ToString());
            Assert.False(context.Get(ConditionKey.Of(keys[index].Name + "x")).IsSupplied);
        }
    }

    [Theory]
    [InlineData("app:", true, 4_000)]
    [InlineData("aws:RequestTag/", false, 1_000)]
    public void CollidingKeys_InOneCondition_AreReadAndDecided(string prefix, bool isMultiplication, int count)
    {
        string[] names = [.. (isMultiplication ? OfMultiplication : OfRotation).Take(count)];
        ApplicablePolicies policies = Evaluation.World.Of(Alice)
            .Identity(names.Aggregate(Allow(), (built, name) => built.When("StringEquals", prefix + name, "x")))
            .Policies();

        Assert.Equal(names.Length, policies.Identity!.ReferencedKeys().Count);
        Assert.True(IsAllowed(policies, names, prefix));
        Assert.False(IsAllowed(policies, names[1..], prefix));
    }

    private static bool IsAllowed(ApplicablePolicies policies, string[] names, string prefix)
    {
        var context = new ContextValues(
            names.Select(name => KeyValuePair.Create(ConditionKey.Of(prefix + name), ContextValue.Of("x"))));
        return IamEvaluator.Decide(
            new AuthorizationRequest(Alice, ActionName.Parse(GetDoc), Arn.Any, context), policies).IsAllowed;
    }

    private static void AssertSpread(IEnumerable<int> hashes) =>
        Assert.InRange(hashes.Distinct().Count(), DistinctMin, Names);

    /// <summary>Every word of 17 units, each one of the two: 2^17 words.</summary>
    private static IEnumerable<string> Words(string one, string other)
    {
        for (int number = 0; number < 1 << Doublings; number++)
        {
            var word = new StringBuilder();
            for (int unit = 0; unit < Doublings; unit++)
            {
                word.Append(((number >> unit) & 1) == 0 ? one : other);
            }

            yield return word.ToString();
        }
    }

    /// <summary>h = 31·h + c, as in many a library.</summary>
    private static int MultiplicationHash(string text) =>
        text.Aggregate(0, (hash, character) => unchecked((hash * 31) + character));

    /// <summary>
    /// h = (rotl(h, 5) + h) ^ pair, over pairs of characters: two pairs with the state between them give two ways from
    /// each state to the same next one.
    /// </summary>
    private static IEnumerable<string> RotationWords()
    {
        var random = new FuzzRandom(FuzzSettings.Seed);
        uint state = 5381;
        var units = new (string One, string Other)[Doublings];
        for (int unit = 0; unit < Doublings; unit++)
        {
            units[unit] = Colliding(ref state, ref random);
        }

        for (int number = 0; number < 1 << Doublings; number++)
        {
            yield return string.Concat(units.Select((pair, unit) =>
                ((number >> unit) & 1) == 0 ? pair.One : pair.Other));
        }
    }

    private static (string One, string Other) Colliding(ref uint state, ref FuzzRandom random)
    {
        while (true)
        {
            (uint first, uint second, uint other) = (Letters(ref random), Letters(ref random), Letters(ref random));
            uint end = Mixed(Mixed(state, first), second);
            uint needed = Mixed(Mixed(state, other), 0) ^ end;
            if (first != other && IsText(needed & 0xFFFF) && IsText(needed >> 16))
            {
                state = end;
                return (Text(first) + Text(second), Text(other) + Text(needed));
            }
        }
    }

    private static int RotationHash(string text)
    {
        uint hash = 5381;
        for (int index = 0; index < text.Length; index += 2)
        {
            hash = Mixed(hash, text[index] | ((uint)text[index + 1] << 16));
        }

        return (int)hash;
    }

    private static uint Mixed(uint hash, uint pair) => (BitOperations.RotateLeft(hash, 5) + hash) ^ pair;

    // WHY: Han characters are many enough to collide, and have no case, so that ignoring it tells the words apart too.
    private static uint Letters(ref FuzzRandom random) =>
        (HanStart + (uint)random.Below(HanCount)) | ((HanStart + (uint)random.Below(HanCount)) << 16);

    private static bool IsText(uint character) => character - HanStart < HanCount;

    private static string Text(uint pair) => $"{(char)(pair & 0xFFFF)}{(char)(pair >> 16)}";
}
