namespace IamAuthorization.Benchmarks.Scale;

/// <summary>What a cache that is too small for all who ask holds.</summary>
/// <param name="Limit">The option.</param>
/// <param name="Asked">How many principals asked.</param>
/// <param name="EntriesMax">The most entries there were after any of them.</param>
/// <param name="EntriesEnd">The entries there were in the end.</param>
/// <param name="HeapFullMB">Megabytes of heap when as many had asked as the option allows.</param>
/// <param name="HeapEndMB">Megabytes of heap when all had asked.</param>
internal sealed record ScaleBound(
    int Limit, int Asked, int EntriesMax, int EntriesEnd, double HeapFullMB, double HeapEndMB);
