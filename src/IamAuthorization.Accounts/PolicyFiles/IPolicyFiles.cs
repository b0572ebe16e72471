namespace IamAuthorization.Accounts;

/// <summary>The policy files of the app.</summary>
public interface IPolicyFiles
{
    /// <summary>
    /// Reads all files and puts what they say in the place of the state before, at once. With an error anywhere
    /// nothing changes.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading; nothing changes then.</param>
    /// <returns>The findings, and the revision of the store.</returns>
    ValueTask<PolicyFileReport> ReloadAsync(CancellationToken cancellationToken = default);
}
