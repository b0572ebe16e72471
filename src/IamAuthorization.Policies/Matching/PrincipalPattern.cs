namespace IamAuthorization.Policies;

/// <summary>
/// One entry of Principal or NotPrincipal. There are no patterns in it: <c>*</c> counts only as the whole value, and an
/// entry of impossible form names nobody.
/// </summary>
internal sealed class PrincipalPattern
{
    private readonly PolicyPrincipalKind _kind;
    private readonly string _value;
    private readonly string? _accountId;
    private readonly string? _partition;

    /// <summary>Compiles an entry.</summary>
    public PrincipalPattern(PolicyPrincipal principal)
    {
        _value = principal.Value;
        bool isEveryone = principal.Kind == PolicyPrincipalKind.Everyone
            || (principal.Kind == PolicyPrincipalKind.Aws && _value is "*");
        _kind = isEveryone ? PolicyPrincipalKind.Everyone : principal.Kind;
        if (_kind == PolicyPrincipalKind.Aws)
        {
            (_accountId, _partition) = AccountOf(_value);
        }
    }

    /// <summary>How closely the entry names the caller.</summary>
    public PrincipalMatchLevel LevelOf(in EvaluationFrame frame)
    {
        IamPrincipal caller = frame.Principal;
        switch (_kind)
        {
            case PolicyPrincipalKind.Everyone:
                return PrincipalMatchLevel.Direct;
            case PolicyPrincipalKind.Service:
                return NamesService(caller) ? PrincipalMatchLevel.Direct : PrincipalMatchLevel.None;
            case PolicyPrincipalKind.Federated:
                // WHY: a provider is a principal only where an identity of it assumes a role (PL-58).
                return frame.IsTrustDecision && NamesProviderOf(in frame)
                    ? PrincipalMatchLevel.Direct
                    : PrincipalMatchLevel.None;
            case PolicyPrincipalKind.Aws:
                return NamesAccountOf(caller) ? LevelOfAccount(caller) : LevelOfEntity(caller);
            default:
                return PrincipalMatchLevel.None;
        }
    }

    /// <summary>Whether the entry names the caller's account, for NotPrincipal (EV-42).</summary>
    public bool NamesAccountOf(IamPrincipal caller) =>
        _kind == PolicyPrincipalKind.Everyone
        || (_accountId is not null
            && string.Equals(_accountId, caller.AccountId, StringComparison.Ordinal)
            && (_partition is null || caller.Arn.Partition.SequenceEqual(_partition)));

    /// <summary>Whether the entry names the user, the session's role, or the user behind a federated session.</summary>
    public bool NamesEntityOf(IamPrincipal caller) =>
        _kind == PolicyPrincipalKind.Everyone
        || (_kind == PolicyPrincipalKind.Aws && (IsText(EntityArnOf(caller)) || IsUniqueIdOf(caller)));

    /// <summary>Whether the entry names the caller's own session, or the service.</summary>
    public bool NamesSelf(IamPrincipal caller) =>
        _kind == PolicyPrincipalKind.Everyone
        || (_kind == PolicyPrincipalKind.Aws && !caller.Arn.IsAny && IsText(caller.Arn))
        || NamesService(caller);

    /// <summary>EV-41, EV-42: exempt is who has no boundary and whose whole chain is listed.</summary>
    public static bool AreExempt(PrincipalPattern[] listed, in EvaluationFrame frame)
    {
        IamPrincipal caller = frame.Principal;
        if (frame.HasPermissionsBoundary)
        {
            return false;
        }

        bool hasAccount = false;
        bool hasEntity = false;
        bool hasSelf = false;
        foreach (PrincipalPattern principal in listed)
        {
            hasAccount |= principal.NamesAccountOf(caller);
            hasEntity |= principal.NamesEntityOf(caller);
            hasSelf |= principal.NamesSelf(caller);
        }

        return caller.Kind switch
        {
            IamPrincipalKind.Root => hasAccount,
            IamPrincipalKind.User => hasAccount && hasEntity,
            IamPrincipalKind.RoleSession or IamPrincipalKind.FederatedUser => hasAccount && hasEntity && hasSelf,
            IamPrincipalKind.Service => hasSelf,
            _ => false,
        };
    }

    private static (string? AccountId, string? Partition) AccountOf(string value)
    {
        if (IamPrincipal.IsAccountId(value))
        {
            return (value, null);
        }

        bool isRoot = Arn.TryParse(value, out Arn arn)
            && arn.Service is "iam"
            && arn.Region.IsEmpty
            && arn.Resource is "root"
            && IamPrincipal.IsAccountId(arn.Account);
        return isRoot ? (arn.Account.ToString(), arn.Partition.ToString()) : (null, null);
    }

    private static PrincipalMatchLevel LevelOfAccount(IamPrincipal caller) =>
        caller.Kind == IamPrincipalKind.Root ? PrincipalMatchLevel.Direct : PrincipalMatchLevel.Account;

    private static Arn EntityArnOf(IamPrincipal caller) => caller.Kind switch
    {
        IamPrincipalKind.User => caller.Arn,
        IamPrincipalKind.RoleSession => caller.RoleArn,
        IamPrincipalKind.FederatedUser => caller.UserArn,
        _ => Arn.Any,
    };

    private PrincipalMatchLevel LevelOfEntity(IamPrincipal caller)
    {
        bool isSelf = !caller.Arn.IsAny && IsText(caller.Arn);
        if (isSelf || (caller.Kind == IamPrincipalKind.User && IsUniqueIdOf(caller)))
        {
            return PrincipalMatchLevel.Direct;
        }

        return NamesEntityOf(caller) ? PrincipalMatchLevel.Entity : PrincipalMatchLevel.None;
    }

    private bool NamesProviderOf(in EvaluationFrame frame) =>
        frame.Principal.Kind == IamPrincipalKind.FederatedIdentity
        && frame.Action.TakesFederatedIdentity
        && IsText(frame.Principal.Name);

    private bool NamesService(IamPrincipal caller) =>
        _kind == PolicyPrincipalKind.Service && caller.Kind == IamPrincipalKind.Service && IsText(caller.Name);

    private bool IsText(string text) => string.Equals(_value, text, StringComparison.Ordinal);

    private bool IsText(Arn arn) => !arn.IsAny && IsText(arn.ToString());

    private bool IsUniqueIdOf(IamPrincipal caller) => caller.UniqueId is not null && IsText(caller.UniqueId);
}
