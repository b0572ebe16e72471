using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>The bytes that are sealed: old ones stay readable, all others are refused.</summary>
[Trait("Threat", "A6")]
public sealed class SessionRecordTests
{
    /// <summary>Written once by the first version, in the clear; never made anew.</summary>
    private const string GoldenVersion1 =
        "0101010F0000019CA8D72DFA0000000069A41C300102030405060708090A0B0C0D0E0F100000003361726E3A6177733A"
        + "69616D3A3A3131313132323232333333333A726F6C652F737570706F72742F537570706F72744167656E740000000362"
        + "6F620000001541524F414558414D504C45303132333435363738390000019CA8D299200000000F626F62406578616D70"
        + "6C652E636F6D0000003561726E3A6177733A69616D3A3A3131313132323232333333333A6F6964632D70726F76696465"
        + "722F6C6F67696E2E6578616D706C650000008801A200000013A10000047A607F7E6EA55F1BF5DA1C9960EAE4F8E07090"
        + "FB25C0DCDA579EC758C6D1476C36DB5F3409B1A21C8A4543B10C415AB7F1AD3503EA7E292F16F32902F9DDEEF824487E"
        + "0B1762ACEAFC46902EBD117EFEFDBFE91B5F0E1A3FAF5A8FF7528C8823417DBFAC91E67C3CAB1D766FD3F27AEC9EF1E9"
        + "B8DB1D4D2784B22FF39901";

    [Fact]
    public void GoldenRecord_OfVersion1_IsReadAsItWasWritten()
    {
        bool isRead = SessionRecordFormat.TryRead(
            Convert.FromHexString(GoldenVersion1), SessionEnvelope.Bearer, out SessionRecord? record);

        Assert.True(isRead);
        SessionRecord expected = Golden();
        Assert.Equal(expected.TokenId, record!.TokenId);
        Assert.Equal(expected.Principal.Arn, record.Principal.Arn);
        Assert.Equal(expected.Principal.RoleArn, record.Principal.RoleArn);
        Assert.Equal(expected.Principal.UniqueId, record.Principal.UniqueId);
        Assert.EquivalentWithExclusions(expected.Principal.Session, record.Principal.Session, "Policies");
        Assert.Equal<PolicyDocument>(expected.Principal.Session!.Policies, record.Principal.Session!.Policies);
    }

    [Fact]
    public void Record_WithFewFacts_IsReadAsItWasWritten()
    {
        var session = new IamSession { IssuedAt = TokenWorld.Start, ExpiresAt = TokenWorld.Start.AddHours(1) };
        var principal = IamPrincipal.RoleSession(
            Arn.Parse("arn:aws:iam::111122223333:role/R"), "bob", "AROAEXAMPLE0123456789", session);

        byte[] bytes = SessionRecordFormat.Write(new SessionRecord(new byte[16], principal), SessionEnvelope.Bearer);

        Assert.True(SessionRecordFormat.TryRead(bytes, SessionEnvelope.Bearer, out SessionRecord? record));
        Assert.Null(record.Principal.Session!.SourceIdentity);
        Assert.Null(record.Principal.Session.MultiFactorAuthAt);
        Assert.False(record.Principal.Session.HasMultiFactorAuth);
        Assert.Equal(TokenWorld.Start, record.Principal.Session.IssuedAt);
    }

    [Fact]
    public void Record_CutAnywhere_IsRefused()
    {
        byte[] bytes = Bytes();

        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.False(SessionRecordFormat.TryRead(bytes.AsSpan(0, length), SessionEnvelope.Bearer, out _));
        }
    }

    [Fact]
    public void Record_WithMoreBehindIt_IsRefused() =>
        Assert.False(SessionRecordFormat.TryRead([.. Bytes(), 0], SessionEnvelope.Bearer, out _));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 2)]
    [InlineData(0, 255)]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(2, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 0x10)]
    [InlineData(3, 0xFF)]
    public void Record_OfUnknownVersionEnvelopeKindOrFacts_IsRefused(int index, byte value)
    {
        byte[] bytes = Bytes();
        bytes[index] = value;

        Assert.False(SessionRecordFormat.TryRead(bytes, SessionEnvelope.Bearer, out _));
    }

    [Fact]
    public void Record_ForBearers_IsNoneForSigningCallers()
    {
        byte[] bearer = Bytes();
        byte[] signing = Bytes();
        signing[1] = (byte)SessionEnvelope.Signing;

        Assert.False(SessionRecordFormat.TryRead(bearer, SessionEnvelope.Signing, out _));
        Assert.False(SessionRecordFormat.TryRead(signing, SessionEnvelope.Signing, out _));
    }

    [Fact]
    public async Task Record_ChangedAtRandom_BringsNothingDown()
    {
        byte[] whole = Bytes();

        await Fuzz.HoldsAsync(2_000, random =>
        {
            byte[] bytes = [.. whole];
            for (int times = random.Next(1, 5); times > 0; times--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            SessionRecordFormat.TryRead(
                bytes.AsSpan(0, random.Next(2) == 0 ? bytes.Length : random.Next(bytes.Length)),
                SessionEnvelope.Bearer,
                out _);
            return Task.CompletedTask;
        });
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(2_049)]
    public void Record_WithALengthOfItsOwn_IsRefused(int length)
    {
        const int RoleArnLengthAt = 4 + 8 + 8 + 16;
        byte[] bytes = [.. Bytes(), .. new byte[4_096]];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(RoleArnLengthAt), length);

        Assert.False(SessionRecordFormat.TryRead(bytes, SessionEnvelope.Bearer, out _));
    }

    private static byte[] Bytes() => SessionRecordFormat.Write(Golden(), SessionEnvelope.Bearer);

    private static SessionRecord Golden() => new(
        [.. Enumerable.Range(1, 16).Select(number => (byte)number)],
        IamPrincipal.RoleSession(
            Arn.Parse("arn:aws:iam::111122223333:role/support/SupportAgent"),
            "bob",
            "AROAEXAMPLE0123456789",
            new IamSession
            {
                IssuedAt = new DateTimeOffset(2026, 3, 1, 10, 0, 0, 250, TimeSpan.Zero),
                ExpiresAt = new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero),
                HasMultiFactorAuth = true,
                MultiFactorAuthAt = new DateTimeOffset(2026, 3, 1, 9, 55, 0, TimeSpan.Zero),
                SourceIdentity = "bob@example.com",
                FederatedProvider = "arn:aws:iam::111122223333:oidc-provider/login.example",
                Tags = TokenWorld.Tags(("project", "apollo"), ("team", "red")),
                IncludesRoleTags = true,
                TransitiveTagKeys = ["project"],
                Policies =
                [
                    PolicyDocument.Parse(
                        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"a:Get","Resource":"*"}}""",
                        PolicyKind.Session),
                ],
                PolicyArns = ["arn:aws:iam::111122223333:policy/ReadOnly"],
            }));
}
