namespace IamAuthorization.Accounts;

/// <summary>Finds what would be open or broken before the app serves its first request.</summary>
internal interface IIamStartupCheck
{
    /// <summary>Looks. Every finding is reported, whatever other checks find.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<IamStartupFinding>> FindAsync(CancellationToken cancellationToken);
}
