using IamAuthorization.Accounts;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Authorizer;

/// <summary>
/// E10: asks the store and the app's providers in such a way that whatever they do ends as an answer or as a denial's
/// reason.
/// </summary>
internal sealed class BoundedCalls(IOptions<IamAuthorizerOptions> options, TimeProvider clock)
{
    private const string Store = "the store of policies";

    /// <summary>Asks the store, and waits for a limited time.</summary>
    /// <param name="about">What the call gets, so that it need not capture anything.</param>
    /// <param name="ask">The call.</param>
    /// <param name="cancellationToken">The caller's token; its cancellation is no denial but ends everything.</param>
    /// <exception cref="UndecidableException">It failed, gave up, or was late.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<TAnswer> AskStoreAsync<TAbout, TAnswer>(
        TAbout about,
        Func<TAbout, CancellationToken, ValueTask<TAnswer>> ask,
        CancellationToken cancellationToken) =>
        WaitForStoreAsync(Ask(about, ask, cancellationToken), cancellationToken);

    /// <summary>Waits for the store for a limited time.</summary>
    /// <param name="answer">What it was asked.</param>
    /// <param name="cancellationToken">As above.</param>
    /// <exception cref="UndecidableException">It failed, gave up, or was late.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<TAnswer> WaitForStoreAsync<TAnswer>(
        ValueTask<TAnswer> answer, CancellationToken cancellationToken) =>
        answer.IsCompletedSuccessfully
            ? answer
            : WaitAsync(Store, answer, options.Value.StoreTimeout, cancellationToken);

    /// <summary>Asks the app, and waits for a limited time.</summary>
    /// <param name="whom">Who is asked, for the reason of a denial, for example <c>the app's source of tags</c>.</param>
    /// <param name="about">What the call gets, so that it need not capture anything.</param>
    /// <param name="ask">The call.</param>
    /// <param name="cancellationToken">As above.</param>
    /// <exception cref="UndecidableException">It failed, gave up, or was late.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<TAnswer> AskProviderAsync<TAbout, TAnswer>(
        string whom,
        TAbout about,
        Func<TAbout, CancellationToken, ValueTask<TAnswer>> ask,
        CancellationToken cancellationToken)
    {
        ValueTask<TAnswer> answer = Ask(about, ask, cancellationToken);
        return answer.IsCompletedSuccessfully
            ? answer
            : WaitAsync(whom, answer, options.Value.ProviderTimeout, cancellationToken);
    }

    /// <summary>That the store answered nothing where it must answer.</summary>
    public static UndecidableException StoreFailed() => new($"{Store} failed");

    private static ValueTask<TAnswer> Ask<TAbout, TAnswer>(
        TAbout about, Func<TAbout, CancellationToken, ValueTask<TAnswer>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return ask(about, cancellationToken);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<TAnswer>(exception);
        }
    }

    private async ValueTask<TAnswer> WaitAsync<TAnswer>(
        string whom, ValueTask<TAnswer> answer, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.AsTask().WaitAsync(timeout, clock, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (UndecidableException)
        {
            throw;
        }
        catch (UnreadablePolicyException exception)
        {
            throw new UndecidableException("a policy that applies cannot be read", exception);
        }
        catch (TimeoutException exception)
        {
            throw new UndecidableException($"{whom} did not answer in time", exception);
        }
        catch (Exception exception)
        {
            throw new UndecidableException($"{whom} failed", exception);
        }
    }
}
