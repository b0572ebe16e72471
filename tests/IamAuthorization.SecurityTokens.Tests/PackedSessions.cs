using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using CsCheck;
using IamAuthorization.Policies;
using IamAuthorization.SecurityTokens.Tests.Threats;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>The packed form of policies and tags, which every token carries.</summary>
public sealed class PackedSessions
{
    /// <summary>What the first version wrote for a session with a policy, a policy ARN and two tags.</summary>
    private const string FirstVersion =
        "AZ4AAAATnQAABApY1ymlaceHt70jIwydHB8cDvJbW6Kx14HylE0ospmT3+bwiychVpTDRDxM5Ajo3Ma31iyo+6W6WMynCBR3u+OT"
        + "gOIWjFCdV9XnN4+ARr0RHv/+33THl4PGz6vW472UIJJIUR9gzlh7Pp41Dru3aTnnLjNhOBHIHJs=";

    private static readonly ImmutableDictionary<string, string> NoTags =
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    private static readonly Gen<IamSession> AnySession =
        from policies in Gen.Select(Gen.OneOf("Allow", "Deny"), Gen.OneOf("orders:*", "orders:Get*")).Array[0, 2]
        from arns in Gen.OneOf("arn:aws:iam::aws:policy/A", "arn:aws:iam::111122223333:policy/x/B").Array[0, 3]
        from tags in Gen.Select(Gen.Int[0, 20], Gen.OneOf("", "größer", "x y"), Gen.Bool).Array[0, 12]
        from isWhole in Gen.Bool
        let unique = tags.DistinctBy(tag => tag.Item1).ToArray()
        select new IamSession
        {
            Policies = [.. policies.Select(policy => Policy(policy.Item1, policy.Item2))],
            PolicyArns = [.. arns],
            Tags = NoTags.AddRange(unique.Select(tag => KeyValuePair.Create($"Key{tag.Item1}", tag.Item2))),
            TransitiveTagKeys = [.. unique.Where(tag => tag.Item3).Select(tag => $"Key{tag.Item1}")],
            IncludesRoleTags = isWhole,
        };

    [Fact]
    public Task Unpack_GivesWhatWasPacked() => Fuzz.HoldsAsync(AnySession, 500, session =>
    {
        byte[] packed = SessionPacking.Pack(session);

        SessionContent content = SessionPacking.Unpack(packed);

        Assert.Equal(session.Policies.Select(Text), content.Policies.Select(Text));
        Assert.Equal(session.PolicyArns, content.PolicyArns);
        Assert.Equal(session.Tags.OrderBy(Key), content.Tags.OrderBy(Key));
        Assert.Equal(session.IncludesRoleTags, content.IncludesRoleTags);
        Assert.Equal(
            session.TransitiveTagKeys.Order(StringComparer.Ordinal),
            content.TransitiveTagKeys.Order(StringComparer.Ordinal));
        Assert.Equal("KEY", content.Tags.Add("key", "KEY")["KEY"]);
        return Task.CompletedTask;
    });

    [Fact]
    public Task Unpack_OfAChangedForm_IsRefusedOrReads() => Fuzz.HoldsAsync(
        Gen.Select(AnySession, Gen.Int[0, int.MaxValue], Gen.Int[0, 7]),
        500,
        sample =>
        {
            (IamSession session, int place, int bit) = sample;
            byte[] packed = SessionPacking.Pack(session);
            packed[place % packed.Length] ^= (byte)(1 << bit);

            Exception? error = Record.Exception(() => SessionPacking.Unpack(packed));

            Assert.True(error is null or InvalidDataException, error?.ToString());
            return Task.CompletedTask;
        });

    [Fact]
    public void EqualSessions_HaveEqualForms()
    {
        IamSession one = new() { Tags = NoTags.Add("a", "1").Add("b", "2"), TransitiveTagKeys = ["b", "a"] };
        IamSession other = new() { Tags = NoTags.Add("b", "2").Add("a", "1"), TransitiveTagKeys = ["A", "B"] };

        Assert.Equal(SessionPacking.Pack(one), SessionPacking.Pack(other));
    }

    [Fact]
    public void SessionOfNothing_IsSmall() =>
        Assert.InRange(SessionPacking.Pack(new IamSession { IncludesRoleTags = true }).Length, 1, 16);

    [Fact]
    public void FormThatUnfoldsTooFar_IsRefusedBeforeItIsRead()
    {
        byte[] zeros = new byte[64 * 1_024 * 1_024];
        byte[] bomb = new byte[1_024 * 1_024];
        Assert.True(BrotliEncoder.TryCompress(zeros, bomb.AsSpan(5), out int size, quality: 5, window: 18));
        bomb[0] = 1;
        long before = GC.GetAllocatedBytesForCurrentThread();

        foreach (int told in new[] { 0, 100, SessionPacking.UnpackedSizeMax, zeros.Length, -1, int.MinValue })
        {
            BinaryPrimitives.WriteInt32LittleEndian(bomb.AsSpan(1), told);
            Assert.Throws<InvalidDataException>(() => SessionPacking.Unpack(bomb.AsSpan(0, size + 5)));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * SessionPacking.UnpackedSizeMax);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 0, 0, 0 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0 })]
    public void FormOfAnotherVersion_OrTooShort_IsRefused(byte[] packed) =>
        Assert.Throws<InvalidDataException>(() => SessionPacking.Unpack(packed));

    [Fact]
    public void FormThatGoesOn_IsRefused()
    {
        byte[] packed = SessionPacking.Pack(new IamSession { PolicyArns = ["arn:aws:iam::aws:policy/A"] });

        Assert.Throws<InvalidDataException>(() => SessionPacking.Unpack([.. packed, 0]));
        Assert.Throws<InvalidDataException>(() => SessionPacking.Unpack(packed.AsSpan(0, packed.Length - 1)));
    }

    [Fact]
    public void SessionThatIsTooLarge_IsNotPacked()
    {
        var session = new IamSession
        {
            Tags = NoTags.AddRange(Enumerable.Range(0, 1_100).Select(
                number => KeyValuePair.Create($"{number}", new string('v', 256)))),
        };

        Assert.False(SessionPacking.TryPack(session, out byte[]? packed));
        Assert.Null(packed);
        Assert.Throws<ArgumentException>(() => SessionPacking.Pack(session));
    }

    [Fact]
    public void FirstVersion_StaysReadable()
    {
        byte[] packed = Convert.FromBase64String(FirstVersion);

        SessionContent content = SessionPacking.Unpack(packed);

        Assert.Equal([Text(Policy("Allow", "orders:Get*"))], content.Policies.Select(Text));
        Assert.Equal(["arn:aws:iam::111122223333:policy/ReadOnly"], content.PolicyArns);
        Assert.Equal(
            [KeyValuePair.Create("cost", "1"), KeyValuePair.Create("team", "a")], content.Tags.OrderBy(Key));
        Assert.True(content.IncludesRoleTags);
        Assert.Equal(["team"], content.TransitiveTagKeys);
    }

    private static string Key(KeyValuePair<string, string> tag) => tag.Key;

    private static string Text(PolicyDocument policy) => PolicyWriter.Write(policy);

    private static PolicyDocument Policy(string effect, string action) =>
        Document(Statement(effect, action), PolicyKind.Session);
}
