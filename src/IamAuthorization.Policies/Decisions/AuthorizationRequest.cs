using System.Diagnostics.CodeAnalysis;

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
    [SetsRequiredMembers]
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
        Resource = resource;
        Context = context ?? RequestContext.Empty;
        ResourceAccountId = resourceAccountId;
    }

    /// <summary>Who asks.</summary>
    public required IamPrincipal Principal { get; init; }

    /// <summary>The action.</summary>
    public required ActionName Action { get; init; }

    /// <summary>The resource.</summary>
    public required Arn Resource
    {
        get => _resource;
        init => _resource = value;
    }

    /// <summary>The condition keys of the request.</summary>
    public required RequestContext Context { get; init; }

    /// <summary>The account that owns the resource, where it is known.</summary>
    public string? ResourceAccountId { get; init; }

    /// <summary>
    /// EV-10: whether a permission of the identity alone is not enough and the resource's policy must match too. Roles
    /// that are being assumed need it always, whatever stands here. The default is <see langword="false"/>.
    /// </summary>
    public bool RequiresResourcePolicyGrant { get; init; }

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

    /// <summary>The text of the resource; empty for <see cref="Arn.Any"/>.</summary>
    internal ReadOnlySpan<char> ResourceText => _resource.Text;
}
