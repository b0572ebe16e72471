using IamAuthorization.Accounts;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// Takes up the revocations of the time before the restart, before any service starts, the server included. An app
/// whose journal cannot be read does not start: sessions that were revoked would live again.
/// </summary>
internal sealed class RevocationCheck(SessionRevoker revoker) : IIamStartupCheck
{
    private const string Remedy =
        "Restore the line, or remove it when no session from before the revocation can still live.";

    public async ValueTask<IReadOnlyList<IamStartupFinding>> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            await revoker.RestoreAsync(cancellationToken);
            return [];
        }
        catch (InvalidDataException exception)
        {
            return [StartupCheckIds.Finding(StartupCheckIds.UnreadableRevocations, exception.Message, Remedy)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return
            [
                StartupCheckIds.Finding(
                    StartupCheckIds.UnreadableRevocations,
                    $"The revocations cannot be read: {LogText.Of(exception.Message)}",
                    "Give the app's user the right to read and write Iam:SecurityTokens:KeysFolder."),
            ];
        }
    }
}
