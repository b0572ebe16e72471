namespace IamAuthorization.Accounts;

/// <summary>
/// A stored secret cannot be decrypted with the Data Protection keys that the app has. Whatever depends on it is
/// refused.
/// </summary>
/// <remarks>
/// <see href="https://learn.microsoft.com/aspnet/core/security/data-protection/configuration/default-settings">Data
/// Protection key management and lifetime</see>
/// </remarks>
public sealed class UnreadableSecretException : Exception
{
    /// <summary>Names the secret.</summary>
    /// <param name="secretName">What it is and whose, for example <c>secret of access key AKIA…</c>.</param>
    /// <param name="cause">Why it cannot be decrypted.</param>
    public UnreadableSecretException(string secretName, Exception cause)
        : base(MessageOf(secretName, cause), cause) => SecretName = secretName;

    /// <summary>What it is and whose, never the secret itself.</summary>
    public string SecretName { get; }

    private static string MessageOf(string secretName, Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return $"The {secretName} cannot be decrypted: {cause.Message} Bring back the Data Protection keys that it was "
            + "encrypted with, or delete what it belongs to and make it anew.";
    }
}
