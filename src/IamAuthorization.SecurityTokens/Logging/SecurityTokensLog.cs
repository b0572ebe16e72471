using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// The events of this project: 4000 to 4099 audit roles and sessions, those of keys and tokens begin at 4100. An id is
/// never given to another event. Text from outside is escaped; no token, policy or external id is in them.
/// </summary>
internal static partial class SecurityTokensLog
{
    /// <summary>The one event of an AssumeRole call.</summary>
    public static void Decided(
        this ILogger logger, IamPrincipal caller, AssumeRoleRequest request, AssumeRoleResult result)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        string by = LogText.Of(caller.ToString());
        bool hasExternalId = request.ExternalId is not null;
        bool hasMfa = caller.Session is { HasMultiFactorAuth: true };
        if (result.IsAssumed)
        {
            IamSession session = result.Session.Principal.Session!;
            logger.RoleAssumed(
                LogText.Of(result.Session.Arn.ToString()),
                by,
                session.SourceIdentity is { } identity ? LogText.Of(identity) : null,
                hasExternalId,
                hasMfa,
                session.IssuedAt!.Value,
                session.ExpiresAt!.Value);
        }
        else
        {
            logger.RoleRefused(
                by,
                LogText.Of(request.RoleArn ?? string.Empty),
                LogText.Of(request.RoleSessionName ?? string.Empty),
                result.Error.Code,
                result.Error.Message,
                hasExternalId,
                hasMfa);
        }
    }

    [LoggerMessage(
        4002,
        LogLevel.Warning,
        "Sessions of {Principal} issued before {ValidFrom:O} are revoked.",
        EventName = "SessionsRevoked")]
    public static partial void SessionsRevoked(this ILogger logger, string principal, DateTimeOffset validFrom);

    [LoggerMessage(
        4003,
        LogLevel.Error,
        "A session of {Role} was not issued because the store could not be read.",
        EventName = "SessionNotIssued")]
    public static partial void NotIssued(this ILogger logger, Exception exception, string role);

    [LoggerMessage(
        4004,
        LogLevel.Information,
        "{Count} revocations were read from {File}.",
        EventName = "RevocationsRead")]
    public static partial void RevocationsRead(this ILogger logger, int count, string file);

    [LoggerMessage(
        4005,
        LogLevel.Error,
        "Revocations of other nodes could not be read; it is tried again.",
        EventName = "RevocationsNotRead")]
    public static partial void RevocationsNotRead(this ILogger logger, Exception exception);

    [LoggerMessage(
        4100,
        LogLevel.Information,
        "Signing key {KeyId} was made; it signs from {ActivatesAt} on",
        EventName = "KeyCreated")]
    public static partial void KeyCreated(ILogger logger, string keyId, DateTimeOffset activatesAt);

    [LoggerMessage(
        4101,
        LogLevel.Information,
        "Signing key {KeyId} signs",
        EventName = "KeyActivated")]
    public static partial void KeyActivated(ILogger logger, string keyId);

    [LoggerMessage(
        4102,
        LogLevel.Information,
        "Signing key {KeyId} signs no more; tokens it signed are accepted for {Duration} while it is kept",
        EventName = "KeyRetired")]
    public static partial void KeyRetired(ILogger logger, string keyId, TimeSpan duration);

    [LoggerMessage(
        4103,
        LogLevel.Information,
        "Signing key {KeyId} was removed; no token it signed is accepted",
        EventName = "KeyRemoved")]
    public static partial void KeyRemoved(ILogger logger, string keyId);

    [LoggerMessage(
        4104,
        LogLevel.Error,
        "Signing keys could not be read or renewed; the keys read before stay in use",
        EventName = "KeysNotRead")]
    public static partial void KeysNotRead(ILogger logger, Exception exception);

    [LoggerMessage(
        4110,
        LogLevel.Debug,
        "An access token was refused: {Problem}",
        EventName = "TokenRefused")]
    public static partial void TokenRefused(ILogger logger, string problem);

    [LoggerMessage(
        4000,
        LogLevel.Information,
        "{Session} assumed by {Caller}, source identity {SourceIdentity}, external id {HasExternalId}, "
            + "MFA {HasMfa}, from {IssuedAt:O} to {ExpiresAt:O}.",
        EventName = "RoleAssumed")]
    private static partial void RoleAssumed(
        this ILogger logger,
        string session,
        string caller,
        string? sourceIdentity,
        bool hasExternalId,
        bool hasMfa,
        DateTimeOffset issuedAt,
        DateTimeOffset expiresAt);

    [LoggerMessage(
        4001,
        LogLevel.Information,
        "{Caller} was refused {Role} as {SessionName}: {Code}, {Problem} External id {HasExternalId}, MFA {HasMfa}.",
        EventName = "RoleRefused")]
    private static partial void RoleRefused(
        this ILogger logger,
        string caller,
        string role,
        string sessionName,
        string code,
        string problem,
        bool hasExternalId,
        bool hasMfa);
}
