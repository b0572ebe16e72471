namespace IamAuthorization.Accounts;

/// <summary>The encryption of stored secrets: those of access keys, and the seeds of MFA devices.</summary>
/// <remarks>
/// <see href="https://learn.microsoft.com/aspnet/core/security/data-protection/implementation/key-management">Key
/// management in Data Protection</see>
/// </remarks>
public interface IIamSecrets
{
    /// <summary>
    /// Encrypts anew whatever was not encrypted with the key that Data Protection encrypts with now. A key that has
    /// expired still decrypts; this is needed before it may be deleted. May be called again at any time.
    /// </summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="cancellationToken">Ends the work; what was done stays done.</param>
    /// <returns>How many were encrypted anew, and which cannot be.</returns>
    /// <exception cref="IamException">
    /// The account is not there, or one of its secrets was changed at the same time: ask again.
    /// </exception>
    Task<IamReprotection> ReprotectAsync(IamCall call, CancellationToken cancellationToken);
}
