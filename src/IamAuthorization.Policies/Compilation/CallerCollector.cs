namespace IamAuthorization.Policies;

/// <summary>
/// The result of a resource or trust policy: a Deny that names the caller at any level (EV-04), else the highest level
/// at which an Allow does (EV-06).
/// </summary>
internal struct CallerCollector : IMatchCollector
{
    private CompiledPolicy? _policy;
    private long _facts;
    private PrincipalMatchLevel _level;

    public readonly SetResult Result => new(_policy, _facts);

    public readonly bool WantsAllow => _level != PrincipalMatchLevel.Direct;

    public readonly bool IsDone => Result.IsDeny;

    public void Add(CompiledPolicy policy, int index, bool isDeny, in EvaluationFrame frame)
    {
        PrincipalMatchLevel level = policy[index].LevelOf(in frame);
        if (isDeny ? level != PrincipalMatchLevel.None : level > _level)
        {
            _policy = policy;
            _facts = SetResult.Facts(index, isDeny, level);
            _level = level;
        }
    }
}
