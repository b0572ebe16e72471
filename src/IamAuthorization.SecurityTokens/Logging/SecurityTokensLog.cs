using Microsoft.Extensions.Logging;

namespace IamAuthorization.SecurityTokens;

/// <summary>The events of this project, 4000 to 4999; those of keys and tokens begin at 4100.</summary>
internal static partial class SecurityTokensLog
{
    [LoggerMessage(4100, LogLevel.Information, "Signing key {KeyId} was made; it signs from {ActivatesAt} on")]
    public static partial void KeyCreated(ILogger logger, string keyId, DateTimeOffset activatesAt);

    [LoggerMessage(4101, LogLevel.Information, "Signing key {KeyId} signs")]
    public static partial void KeyActivated(ILogger logger, string keyId);

    [LoggerMessage(
        4102,
        LogLevel.Information,
        "Signing key {KeyId} signs no more; tokens it signed are accepted for {Duration} while it is kept")]
    public static partial void KeyRetired(ILogger logger, string keyId, TimeSpan duration);

    [LoggerMessage(4103, LogLevel.Information, "Signing key {KeyId} was removed; no token it signed is accepted")]
    public static partial void KeyRemoved(ILogger logger, string keyId);

    [LoggerMessage(
        4104, LogLevel.Error, "Signing keys could not be read or renewed; the keys read before stay in use")]
    public static partial void KeysNotRead(ILogger logger, Exception exception);

    [LoggerMessage(4110, LogLevel.Debug, "An access token was refused: {Problem}")]
    public static partial void TokenRefused(ILogger logger, string problem);
}
