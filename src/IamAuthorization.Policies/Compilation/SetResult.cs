namespace IamAuthorization.Policies;

/// <summary>What one set of policies says (evaluation §1.2).</summary>
/// <param name="Statement">The Deny that denies, else an Allow that allows, else none.</param>
/// <param name="IsDeny">Whether it denies.</param>
/// <param name="Level">
/// The highest level at which an Allow names the caller; where principals are not asked, none or direct.
/// </param>
internal readonly record struct SetResult(CompiledStatement Statement, bool IsDeny, PrincipalMatchLevel Level)
{
    /// <summary>Whether an Allow matches and no Deny does.</summary>
    public bool IsAllow => !Statement.IsNone && !IsDeny;
}
