namespace IamAuthorization.Policies;

/// <summary>The result of a set that asks no principals: any Deny, else any Allow.</summary>
internal struct SetCollector : IMatchCollector
{
    // WHY: the parts of a result, not the result: copying it as a whole right after its parts were written makes the
    // processor wait until they have reached the cache, longer than a small set takes to ask.
    private CompiledPolicy? _policy;
    private long _facts;

    public readonly SetResult Result => new(_policy, _facts);

    public readonly bool WantsAllow => _policy is null;

    public readonly bool IsDone => Result.IsDeny;

    public void Add(CompiledPolicy policy, int index, bool isDeny, in EvaluationFrame frame)
    {
        _policy = policy;
        _facts = SetResult.Facts(index, isDeny, PrincipalMatchLevel.Direct);
    }
}
