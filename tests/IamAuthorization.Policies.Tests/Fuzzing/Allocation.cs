namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>
/// What work allocates on its own thread, apart from what the runtime does once for code that is new.
/// </summary>
internal static class Allocation
{
    private const int Attempts = 4;

    // WHY: code that is being optimized while it runs allocates now and then; work that allocates does so every time.
    public static long LeastOf(Action work)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    /// <summary>The same on a thread whose stack of 128 KB holds no deep recursion.</summary>
    public static long LeastOnSmallStack(Action work)
    {
        long allocated = -1;
        var thread = new Thread(() => allocated = LeastOf(work), maxStackSize: 128 * 1_024);
        thread.Start();
        thread.Join();
        return allocated;
    }
}
