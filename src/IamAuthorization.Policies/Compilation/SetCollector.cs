namespace IamAuthorization.Policies;

/// <summary>The result of a set that asks no principals: any Deny, else any Allow.</summary>
internal struct SetCollector : IMatchCollector
{
    private CompiledStatement _statement;
    private bool _isDeny;

    public readonly bool WantsAllow => _statement.IsNone;

    public readonly SetResult Result => new(
        _statement, _isDeny, _statement.IsNone ? PrincipalMatchLevel.None : PrincipalMatchLevel.Direct);

    public bool Add(CompiledStatement statement, in EvaluationFrame frame)
    {
        _statement = statement;
        _isDeny = statement.IsDeny;
        return _isDeny;
    }
}
