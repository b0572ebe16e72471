using System.Diagnostics.CodeAnalysis;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// The bytes of a session record: version, envelope, kind, which facts there are, issue and expiry, token id, texts,
/// and the packed policies and tags. Numbers are big-endian; each text has its length before it.
/// </summary>
/// <remarks>
/// INVARIANT: bytes of a version once issued stay readable; a new fact is a new version. Whatever is not exactly what
/// the writer writes is refused.
/// </remarks>
internal static class SessionRecordFormat
{
    private const byte Version = 1;
    private const byte RoleSessionKind = 1;

    private const byte HasMultiFactorAuth = 1;
    private const byte HasMultiFactorAuthTime = 2;
    private const byte HasSourceIdentity = 4;
    private const byte HasFederatedProvider = 8;
    private const byte KnownFacts =
        HasMultiFactorAuth | HasMultiFactorAuthTime | HasSourceIdentity | HasFederatedProvider;

    private const int ArnSizeMax = 2_048;
    private const int NameSizeMax = 256;
    private const int PackedSizeMax = 65_536;

    /// <summary>The bytes of a record, in the clear.</summary>
    /// <exception cref="ArgumentException">The principal is no role session with issue and expiry.</exception>
    public static byte[] Write(SessionRecord record, SessionEnvelope envelope)
    {
        IamPrincipal principal = record.Principal;
        bool isComplete = principal is
        {
            Kind: IamPrincipalKind.RoleSession,
            UniqueId: not null,
            Session: { IssuedAt: not null, ExpiresAt: not null },
        };
        if (!isComplete || record.TokenId.Length != SessionRecord.TokenIdSize)
        {
            throw new ArgumentException(
                $"`{principal}` is no role session with unique id, issue and expiry.", nameof(record));
        }

        IamSession session = principal.Session!;
        using var writer = new SessionRecordWriter();
        writer.Byte(Version);
        writer.Byte((byte)envelope);
        writer.Byte(RoleSessionKind);
        writer.Byte(FactsOf(session));
        writer.Number(session.IssuedAt!.Value.ToUnixTimeMilliseconds());
        writer.Number(session.ExpiresAt!.Value.ToUnixTimeSeconds());
        writer.Bytes(record.TokenId);
        writer.Text(principal.RoleArn.ToString(), ArnSizeMax);
        writer.Text(principal.SessionName!, NameSizeMax);
        writer.Text(principal.UniqueId!, NameSizeMax);
        WriteFacts(writer, session);
        writer.Block(SessionPacking.Pack(session), PackedSizeMax);
        return writer.ToArray();
    }

    /// <summary>Reads a record of that envelope.</summary>
    /// <returns>Whether the bytes are one.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> bytes, SessionEnvelope envelope, [NotNullWhen(true)] out SessionRecord? record)
    {
        record = null;
        try
        {
            record = Read(bytes, envelope);
            return true;
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or ArgumentException)
        {
            // WHY: what a token carries must not bring down whoever reads it.
            return false;
        }
    }

    private static SessionRecord Read(ReadOnlySpan<byte> bytes, SessionEnvelope envelope)
    {
        var reader = new SessionRecordReader(bytes);
        reader.Expect(Version);

        // WHY: only bearer records are written in this version; a signing record holds a secret and is read elsewhere.
        reader.Expect(envelope == SessionEnvelope.Bearer ? (byte)envelope : throw new InvalidDataException());
        reader.Expect(RoleSessionKind);
        byte facts = reader.Byte();
        if ((facts & ~KnownFacts) != 0)
        {
            throw new InvalidDataException("There are facts that this version does not know.");
        }

        DateTimeOffset issuedAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.Number());
        DateTimeOffset expiresAt = DateTimeOffset.FromUnixTimeSeconds(reader.Number());
        byte[] tokenId = reader.Bytes(SessionRecord.TokenIdSize).ToArray();
        Arn roleArn = Arn.Parse(reader.Text(ArnSizeMax));
        string sessionName = reader.Text(NameSizeMax);
        string uniqueId = reader.Text(NameSizeMax);
        DateTimeOffset? provedAt = Has(facts, HasMultiFactorAuthTime)
            ? DateTimeOffset.FromUnixTimeMilliseconds(reader.Number())
            : null;
        string? sourceIdentity = Has(facts, HasSourceIdentity) ? reader.Text(NameSizeMax) : null;
        string? provider = Has(facts, HasFederatedProvider) ? reader.Text(ArnSizeMax) : null;
        SessionContent content = SessionPacking.Unpack(reader.Block(PackedSizeMax));
        reader.ExpectEnd();

        var session = new IamSession
        {
            IssuedAt = issuedAt,
            ExpiresAt = expiresAt,
            HasMultiFactorAuth = Has(facts, HasMultiFactorAuth),
            MultiFactorAuthAt = provedAt,
            SourceIdentity = sourceIdentity,
            FederatedProvider = provider,
            Tags = content.Tags,
            IncludesRoleTags = content.IncludesRoleTags,
            TransitiveTagKeys = content.TransitiveTagKeys,
            Policies = content.Policies,
            PolicyArns = content.PolicyArns,
        };
        return new SessionRecord(tokenId, IamPrincipal.RoleSession(roleArn, sessionName, uniqueId, session));
    }

    private static void WriteFacts(SessionRecordWriter writer, IamSession session)
    {
        if (session.MultiFactorAuthAt is { } provedAt)
        {
            writer.Number(provedAt.ToUnixTimeMilliseconds());
        }

        if (session.SourceIdentity is { } sourceIdentity)
        {
            writer.Text(sourceIdentity, NameSizeMax);
        }

        if (session.FederatedProvider is { } provider)
        {
            writer.Text(provider, ArnSizeMax);
        }
    }

    private static byte FactsOf(IamSession session) => (byte)(
        (session.HasMultiFactorAuth ? HasMultiFactorAuth : 0)
        | (session.MultiFactorAuthAt is null ? 0 : HasMultiFactorAuthTime)
        | (session.SourceIdentity is null ? 0 : HasSourceIdentity)
        | (session.FederatedProvider is null ? 0 : HasFederatedProvider));

    private static bool Has(byte facts, byte fact) => (facts & fact) != 0;
}
