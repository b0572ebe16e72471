using IamAuthorization.Accounts;

namespace IamAuthorization.SecurityTokens;

/// <summary>Finds signing keys that cannot be read or opened.</summary>
internal sealed class UsableKeysCheck(SigningKeyRing ring) : IIamStartupCheck
{
    public async ValueTask<IReadOnlyList<IamStartupFinding>> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ring.EnsureLoadedAsync(cancellationToken);
            return [];
        }
        catch (SigningKeyException exception)
        {
            return
            [
                StartupCheckIds.Finding(StartupCheckIds.UnreadableKeys, exception.Problem, exception.Remedy),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return
            [
                StartupCheckIds.Finding(
                    StartupCheckIds.UnreadableKeys,
                    $"The signing keys cannot be read or written: {LogText.Of(exception.Message)}",
                    "Give the app's user the right to read and write Iam:SecurityTokens:KeysFolder."),
            ];
        }
    }
}
