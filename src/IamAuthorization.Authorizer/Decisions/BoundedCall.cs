using IamAuthorization.Accounts;

namespace IamAuthorization.Authorizer;

/// <summary>E10: asks others in such a way that whatever they do ends as an answer or as a denial's reason.</summary>
internal static class BoundedCall
{
    /// <summary>Asks, and waits for a limited time.</summary>
    /// <param name="whom">Who is asked, for the reason of a denial, for example <c>the store</c>.</param>
    /// <param name="about">What the call gets, so that it need not capture anything.</param>
    /// <param name="ask">The call.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="clock">What measures it.</param>
    /// <param name="cancellationToken">The caller's token; its cancellation is no denial but ends everything.</param>
    /// <exception cref="UndecidableException">It failed, gave up, or was late.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ValueTask<TAnswer> AskAsync<TAbout, TAnswer>(
        string whom,
        TAbout about,
        Func<TAbout, CancellationToken, ValueTask<TAnswer>> ask,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ValueTask<TAnswer> answer;
        try
        {
            answer = ask(about, cancellationToken);
        }
        catch (Exception exception)
        {
            answer = ValueTask.FromException<TAnswer>(exception);
        }

        return answer.IsCompletedSuccessfully
            ? answer
            : WaitAsync(whom, answer, timeout, clock, cancellationToken);
    }

    /// <summary>Waits for a limited time for somebody who was asked.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public static async ValueTask<TAnswer> WaitAsync<TAnswer>(
        string whom,
        ValueTask<TAnswer> answer,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken cancellationToken)
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
