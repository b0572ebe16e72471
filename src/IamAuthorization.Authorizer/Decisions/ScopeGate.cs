namespace IamAuthorization.Authorizer;

/// <summary>
/// Lets one at a time read in a scope. A scope may ask in parallel; what it reads is read once and from one snapshot
/// only if nobody else of the scope reads meanwhile.
/// </summary>
internal sealed class ScopeGate : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<T> RunAsync<T>(
        Func<CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await read(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}
