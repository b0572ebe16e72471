namespace IamAuthorization.Benchmarks.Scale;

/// <summary>Weighs what is alive.</summary>
internal static class Heap
{
    public const double BytesPerMB = 1024.0 * 1024.0;

    /// <returns>Bytes.</returns>
    public static long Weigh()
    {
        for (int pass = 0; pass < 2; pass++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
