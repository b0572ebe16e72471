namespace IamAuthorization.Policies;

/// <summary>
/// The result of a resource or trust policy: a Deny that names the caller at any level (EV-04), else the highest level
/// at which an Allow does (EV-06).
/// </summary>
internal struct CallerCollector : IMatchCollector
{
    private CompiledStatement _statement;
    private PrincipalMatchLevel _level;
    private bool _isDeny;

    public readonly bool WantsAllow => _level != PrincipalMatchLevel.Direct;

    public readonly SetResult Result => new(_statement, _isDeny, _level);

    public bool Add(CompiledStatement statement, in EvaluationFrame frame)
    {
        PrincipalMatchLevel level = statement.LevelOf(in frame);
        bool isDeny = statement.IsDeny;
        if (isDeny ? level != PrincipalMatchLevel.None : level > _level)
        {
            _statement = statement;
            _level = level;
            _isDeny = isDeny;
        }

        return _isDeny;
    }
}
