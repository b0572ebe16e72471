namespace IamAuthorization.Accounts;

/// <summary>Where policy files take effect.</summary>
internal interface IPolicyFileTarget
{
    /// <summary>Brings what there is to what the files say, or leaves all of it as it is.</summary>
    /// <param name="reading">Files without errors.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    ValueTask<PolicyFileOutcome> PutAsync(PolicyFileReading reading, CancellationToken cancellationToken);
}
