namespace IamAuthorization.Policies;

/// <summary>What one set of policies says (evaluation §1.2). The default value says nothing.</summary>
internal readonly struct SetResult
{
    private const int LevelBits = 8;
    private const long DenyBit = 1L << LevelBits;
    private const int IndexShift = 32;

    private readonly CompiledPolicy? _policy;
    private readonly long _facts;

    /// <summary>Makes a result.</summary>
    /// <param name="policy">The policy of the statement that denies or allows; null for neither.</param>
    /// <param name="facts">What <see cref="Facts"/> makes of the statement.</param>
    public SetResult(CompiledPolicy? policy, long facts)
    {
        _policy = policy;
        _facts = facts;
    }

    /// <summary>Whether a Deny matches.</summary>
    public bool IsDeny => (_facts & DenyBit) != 0;

    /// <summary>
    /// The highest level at which an Allow names the caller; where principals are not asked, none or direct.
    /// </summary>
    public PrincipalMatchLevel Level => (PrincipalMatchLevel)(byte)_facts;

    /// <summary>Whether an Allow matches and no Deny does.</summary>
    public bool IsAllow => _policy is not null && !IsDeny;

    /// <summary>The Deny that denies, else an Allow that allows, else none.</summary>
    public CompiledStatement Statement => new(_policy!, (int)(_facts >> IndexShift));

    /// <summary>Packs what there is to say of a statement.</summary>
    /// <param name="index">Its place in its policy.</param>
    /// <param name="isDeny">Whether it is a Deny.</param>
    /// <param name="level">The highest level at which it names the caller.</param>
    public static long Facts(int index, bool isDeny, PrincipalMatchLevel level) =>
        ((long)index << IndexShift) | (isDeny ? DenyBit : 0) | (long)level;
}
