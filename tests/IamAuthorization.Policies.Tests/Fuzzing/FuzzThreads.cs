using System.Runtime.ExceptionServices;

namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>Shares numbered work among threads: one in an ordinary run, one for each processor in a long one.</summary>
internal static class FuzzThreads
{
    // WHY: a thread of this size dies of a recursion that follows the input long before the default one does.
    private const int StackBytes = 512 * 1_024;

    /// <summary>Does the work of each number from 0; stops at the first failure and lets it out.</summary>
    public static void ForEach(long count, Action<long> work)
    {
        long next = -1;
        ExceptionDispatchInfo? fault = null;
        Thread[] threads =
        [
            .. Enumerable.Range(0, FuzzSettings.IsLong ? Environment.ProcessorCount : 1)
                .Select(_ => new Thread(WorkOn, StackBytes)),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        fault?.Throw();

        void WorkOn()
        {
            try
            {
                for (long number; fault is null && (number = Interlocked.Increment(ref next)) < count;)
                {
                    work(number);
                }
            }
            catch (Exception problem)
            {
                Interlocked.CompareExchange(ref fault, ExceptionDispatchInfo.Capture(problem), null);
            }
        }
    }
}
