using Microsoft.Extensions.Options;

namespace IamAuthorization.Authorizer;

/// <summary>Asks the store and the app's providers for as long as the app's options say (E10).</summary>
internal sealed class BoundedCalls(IOptions<IamAuthorizerOptions> options, TimeProvider clock)
{
    private const string Store = "the store of policies";

    /// <summary>That the store answered nothing where it must answer.</summary>
    public static UndecidableException StoreFailed() => new($"{Store} failed");

    /// <summary>Asks the store.</summary>
    /// <exception cref="UndecidableException">It failed, gave up, or was late.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<TAnswer> AskStoreAsync<TAbout, TAnswer>(
        TAbout about,
        Func<TAbout, CancellationToken, ValueTask<TAnswer>> ask,
        CancellationToken cancellationToken) =>
        BoundedCall.AskAsync(Store, about, ask, options.Value.StoreTimeout, clock, cancellationToken);

    /// <summary>Waits for the store, which has been asked.</summary>
    /// <exception cref="UndecidableException">It failed, gave up, or was late.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<TAnswer> WaitForStoreAsync<TAnswer>(
        ValueTask<TAnswer> answer, CancellationToken cancellationToken) =>
        answer.IsCompletedSuccessfully
            ? answer
            : BoundedCall.WaitAsync(Store, answer, options.Value.StoreTimeout, clock, cancellationToken);

    /// <summary>Asks the app.</summary>
    /// <exception cref="UndecidableException">It failed, gave up, or was late.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<TAnswer> AskProviderAsync<TAbout, TAnswer>(
        string whom,
        TAbout about,
        Func<TAbout, CancellationToken, ValueTask<TAnswer>> ask,
        CancellationToken cancellationToken) =>
        BoundedCall.AskAsync(whom, about, ask, options.Value.ProviderTimeout, clock, cancellationToken);
}
