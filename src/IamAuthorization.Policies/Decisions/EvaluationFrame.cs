namespace IamAuthorization.Policies;

/// <summary>One question while it is being decided: what statements, patterns and conditions may look at.</summary>
internal readonly ref struct EvaluationFrame
{
    private readonly AuthorizationRequest _request;

    public EvaluationFrame(AuthorizationRequest request, bool hasPermissionsBoundary)
    {
        _request = request;
        HasPermissionsBoundary = hasPermissionsBoundary;
    }

    public IamPrincipal Principal => _request.Principal;

    public ActionFacts Action => _request.Action.Facts;

    public Arn Resource => _request.Resource;

    /// <summary>The text of the resource; empty for <see cref="Arn.Any"/>.</summary>
    public ReadOnlySpan<char> ResourceText => _request.ResourceText;

    /// <summary>EV-41: a Deny with NotPrincipal exempts nobody who has a boundary.</summary>
    public bool HasPermissionsBoundary { get; }

    /// <summary>Whether the policy of the resource is the trust policy of a role that is being assumed.</summary>
    public bool IsTrustDecision => Action.IsTrustAction && TrustActions.IsRole(_request.Resource);

    /// <summary>The account that owns the resource; empty when nobody knows.</summary>
    public ReadOnlySpan<char> Owner => _request.Owner;

    /// <summary>The value of a key: the request's, else the one that follows from principal and resource.</summary>
    public ContextValue ValueOf(ConditionKey key)
    {
        ContextValue value = _request.Context.Get(key);
        return value.IsSupplied ? value : DerivedValueOf(key);
    }

    /// <summary>
    /// The text a literal or variable token stands for; null for a variable without value: absent, empty or multivalued
    /// and without default (PL-61, PL-65).
    /// </summary>
    public string? TextOf(in PatternToken token) =>
        token.Kind == PatternTokenKind.Literal ? token.Text : TextOf(in token, out _);

    /// <summary>As above, for a variable; it has no text either when its values contradict each other.</summary>
    public string? TextOf(in PatternToken variable, out bool isContradictory)
    {
        ContextValue value = ValueOf(variable.Key!);
        isContradictory = value.IsConflict;
        if (isContradictory)
        {
            return null;
        }

        string? text = value.IsSingle(variable.Key!) && !value.IsAbsent ? value.Text(0) : null;
        return string.IsNullOrEmpty(text) ? variable.Text : text;
    }

    /// <summary>Whether the request has contradictory values for the key.</summary>
    public bool IsContradictory(ConditionKey key) => ValueOf(key).IsConflict;

    private ContextValue DerivedValueOf(ConditionKey key)
    {
        if (ReferenceEquals(key, ConditionKeys.PrincipalArn))
        {
            return Principal.PrincipalArn.IsAny ? ContextValue.None : ContextValue.Of(Principal.PrincipalArn);
        }

        if (ReferenceEquals(key, ConditionKeys.PrincipalAccount))
        {
            return PrincipalAccount();
        }

        if (ReferenceEquals(key, ConditionKeys.UserName))
        {
            return Principal.Kind == IamPrincipalKind.User ? ContextValue.Of(Principal.Name) : ContextValue.None;
        }

        return ReferenceEquals(key, ConditionKeys.ResourceAccount) ? ResourceAccount() : ContextValue.None;
    }

    private ContextValue PrincipalAccount()
    {
        if (Principal.Kind == IamPrincipalKind.Anonymous)
        {
            return ContextValue.Of("anonymous");
        }

        return Principal.AccountId.Length == 0 ? ContextValue.None : ContextValue.Of(Principal.AccountId);
    }

    private ContextValue ResourceAccount()
    {
        if (Owner.IsEmpty)
        {
            return ContextValue.None;
        }

        return ContextValue.Of(_request.IsForCallersAccount
            ? Principal.AccountId
            : _request.ResourceAccountId ?? Owner.ToString());
    }
}
