namespace IamAuthorization.Benchmarks.Scale;

/// <summary>What principals in memory weigh; the heap after a full, compacting collection.</summary>
/// <param name="Principals">How many there were.</param>
/// <param name="HeapMB">Megabytes of heap for all of them with their compiled policies.</param>
/// <param name="SharedBytes">Bytes of one more principal whose policies are compiled already.</param>
/// <param name="PolicyBytes">Bytes of one compiled policy with its document.</param>
/// <param name="OwnBytes">What a principal would weigh with compiled policies of its own: by calculation.</param>
internal sealed record ScaleMemory(
    int Principals, double HeapMB, double SharedBytes, double PolicyBytes, double OwnBytes);
