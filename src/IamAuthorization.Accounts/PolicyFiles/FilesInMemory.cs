namespace IamAuthorization.Accounts;

/// <summary>Policy files are all there is: they take the place of the state before in one step.</summary>
internal sealed class FilesInMemory(InMemoryIamStore store) : IPolicyFileTarget
{
    public ValueTask<PolicyFileOutcome> PutAsync(PolicyFileReading reading, CancellationToken cancellationToken) =>
        new(new PolicyFileOutcome(store.Replace(reading.Entities), []));
}
