namespace IamAuthorization.Authorizer;

/// <summary>
/// Lets one at a time read in a scope. A scope may ask in parallel; what it reads is read once and from one snapshot
/// only if nobody else of the scope reads meanwhile.
/// </summary>
/// <remarks>
/// WHY no semaphore: nearly every scope asks alone, and then nothing is allocated, waited for or disposed.
/// </remarks>
internal sealed class ScopeGate
{
    private readonly Lock _changing = new();
    private Queue<TaskCompletionSource>? _turns;
    private bool _isTaken;

    /// <summary>Waits for those before; <see cref="Leave"/> must follow.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing must follow.</exception>
    public Task EnterAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        lock (_changing)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_turns ??= new Queue<TaskCompletionSource>()).Enqueue(turn);
            return WaitAsync(turn, cancellationToken);
        }
    }

    public void Leave()
    {
        lock (_changing)
        {
            bool isHandedOn = false;
            while (!isHandedOn && _turns is not null && _turns.TryDequeue(out TaskCompletionSource? next))
            {
                // WHY it can fail: whoever waited has given up.
                isHandedOn = next.TrySetResult();
            }

            _isTaken = isHandedOn;
        }
    }

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<T> RunAsync<T>(
        Func<CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        try
        {
            return await read(cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration givingUp = cancellationToken.UnsafeRegister(
            static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), turn);
        await turn.Task;
    }
}
