namespace IamAuthorization.Policies;

/// <summary>
/// One question: may this principal do this action on this resource, in this context? Immutable; a decision refers
/// to it.
/// </summary>
public sealed class AuthorizationRequest
{
    private readonly Arn _resource;

    /// <summary>Asks a question.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="action">The concrete action.</param>
    /// <param name="resource">The concrete resource, or <see cref="Arn.Any"/> for an action without one.</param>
    /// <param name="context">The condition keys of the request.</param>
    /// <param name="resourceAccountId">
    /// The account that owns the resource, 12 digits. <see langword="null"/>: the account segment of the ARN decides,
    /// and the caller's account for <see cref="Arn.Any"/>; an ARN without account then has no owner and is denied
    /// (EV-21).
    /// </param>
    /// <exception cref="ArgumentException">The action is empty.</exception>
    public AuthorizationRequest(
        IamPrincipal principal,
        ActionName action,
        Arn resource,
        RequestContext? context = null,
        string? resourceAccountId = null)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (action.IsEmpty)
        {
            throw new ArgumentException("The action is empty: a request names one concrete action.", nameof(action));
        }

        Principal = principal;
        Action = action;
        _resource = resource;
        Context = context ?? RequestContext.Empty;
        ResourceAccountId = resourceAccountId;
        CallerKind = principal.Kind;
        IsForCallersAccount = principal.AccountId.Length > 0 && Owner.SequenceEqual(principal.AccountId);
    }

    /// <summary>Who asks.</summary>
    public IamPrincipal Principal { get; }

    /// <summary>The action.</summary>
    public ActionName Action { get; }

    /// <summary>The resource.</summary>
    public Arn Resource => _resource;

    /// <summary>The condition keys of the request.</summary>
    public RequestContext Context { get; }

    /// <summary>The account that owns the resource, where it is known.</summary>
    public string? ResourceAccountId { get; }

    /// <summary>
    /// EV-10: whether a permission of the identity alone is not enough and the resource's policy must match too. Roles
    /// that are being assumed need it always, whatever stands here. The default is <see langword="false"/>.
    /// </summary>
    public bool RequiresResourcePolicyGrant { get; init; }

    // WHY: what every decision asks of the caller stands here. A caller is one of many, and its memory is not looked at
    // where no policy asks for more.

    /// <summary>What kind of principal asks.</summary>
    internal IamPrincipalKind CallerKind { get; }

    /// <summary>Whether the caller has an account, and it owns the resource.</summary>
    internal bool IsForCallersAccount { get; }

    /// <summary>
    /// EV-21: the account that owns the resource: the one the resolver named, else the account segment of the ARN; the
    /// caller's for <c>*</c>. Empty when nobody knows.
    /// </summary>
    internal ReadOnlySpan<char> Owner =>
        ResourceAccountId is { } resolved ? resolved : _resource.IsAny ? Principal.AccountId : _resource.Account;

    /// <summary>The text of the resource; empty for <see cref="Arn.Any"/>.</summary>
    internal ReadOnlySpan<char> ResourceText => _resource.Text;

    /// <summary>The same question in another context.</summary>
    /// <param name="context">The condition keys.</param>
    /// <returns>The question.</returns>
    public AuthorizationRequest With(RequestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new AuthorizationRequest(Principal, Action, Resource, context, ResourceAccountId)
        {
            RequiresResourcePolicyGrant = RequiresResourcePolicyGrant,
        };
    }
}
