namespace IamAuthorization.Authorizer;

/// <summary>
/// Lets one at a time read in a scope. A scope may ask in parallel; what it reads is read once and from one snapshot
/// only if nobody else of the scope reads meanwhile.
/// </summary>
/// <remarks>
/// WHY no semaphore: nearly every scope asks alone, and then nothing is allocated, locked, waited for or disposed.
/// </remarks>
internal sealed class ScopeGate
{
    private const int Free = 0;
    private const int Taken = 1;
    private const int Awaited = 2;

    /// <summary>Who waits; changed inside a lock on this object, which nobody else sees.</summary>
    private Queue<TaskCompletionSource>? _turns;
    private int _state = Free;

    /// <summary>Waits for those before; <see cref="Leave"/> must follow.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing must follow.</exception>
    public Task EnterAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        return Interlocked.CompareExchange(ref _state, Taken, Free) == Free
            ? Task.CompletedTask
            : QueueAsync(cancellationToken);
    }

    public void Leave()
    {
        if (Interlocked.CompareExchange(ref _state, Free, Taken) != Taken)
        {
            HandOn();
        }
    }

    /// <summary>Leaves as soon as an answer is there, which is nearly always now.</summary>
    public ValueTask<T> LeaveAfterAsync<T>(ValueTask<T> answer)
    {
        if (!answer.IsCompleted)
        {
            return LeaveLaterAsync(answer);
        }

        Leave();
        return answer;
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

    private async ValueTask<T> LeaveLaterAsync<T>(ValueTask<T> answer)
    {
        try
        {
            return await answer;
        }
        finally
        {
            Leave();
        }
    }

    private Task QueueAsync(CancellationToken cancellationToken)
    {
        lock (this)
        {
            // INVARIANT: as long as it is awaited, whoever leaves comes to this lock.
            if (Interlocked.Exchange(ref _state, Awaited) == Free)
            {
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_turns ??= new Queue<TaskCompletionSource>()).Enqueue(turn);
            return WaitAsync(turn, cancellationToken);
        }
    }

    private void HandOn()
    {
        lock (this)
        {
            bool isHandedOn = false;
            while (!isHandedOn && _turns is not null && _turns.TryDequeue(out TaskCompletionSource? next))
            {
                // WHY it can fail: whoever waited has given up.
                isHandedOn = next.TrySetResult();
            }

            if (!isHandedOn)
            {
                Volatile.Write(ref _state, Free);
            }
        }
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration givingUp = cancellationToken.UnsafeRegister(
            static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), turn);
        await turn.Task;
    }
}
