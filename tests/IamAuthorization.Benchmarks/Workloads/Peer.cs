namespace IamAuthorization.Benchmarks.Workloads;

/// <summary>Something that answers the requests of a workload and is measured doing so.</summary>
internal abstract class Peer
{
    public abstract string Name { get; }

    public abstract string About { get; }

    /// <summary>Makes ready: from documents to what decisions need. Timed, and what it keeps is weighed.</summary>
    public abstract void SetUp();

    /// <summary>Bytes of what set-up keeps that are strings of the documents, each counted once.</summary>
    public virtual long WeighStrings() => 0;

    /// <summary>
    /// Decides that many requests from that one on, beginning again at the end. The loop stands in each peer, so that
    /// no call between harness and peer is measured.
    /// </summary>
    /// <returns>A sum over the answers, so that no answer can be left out.</returns>
    public abstract int Decide(int from, int count);

    /// <summary>Whether the answer to one request is right; null for peers that do not decide.</summary>
    public abstract bool? IsRight(int request);
}
