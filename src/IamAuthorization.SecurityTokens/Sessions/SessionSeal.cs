using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.SecurityTokens;

/// <summary>Seals session records for bearer tokens of one issuer and opens them again.</summary>
internal sealed class SessionSeal(IDataProtectionProvider protection, IOptions<IamSecurityTokenOptions> options)
{
    private readonly IDataProtector _protector = protection.CreateProtector(
        SealPurposes.Root, SealPurposes.BearerSession, options.Value.Issuer);

    public byte[] Seal(SessionRecord record) =>
        _protector.Protect(SessionRecordFormat.Write(record, SessionEnvelope.Bearer));

    public bool TryOpen(byte[] sealedRecord, [NotNullWhen(true)] out SessionRecord? record)
    {
        record = null;
        try
        {
            return SessionRecordFormat.TryRead(
                _protector.Unprotect(sealedRecord), SessionEnvelope.Bearer, out record);
        }
        catch (CryptographicException)
        {
            // WHY: sealed for another purpose or issuer, with keys that are gone, or changed: it is no record of ours.
            return false;
        }
    }
}
