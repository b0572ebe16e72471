using Microsoft.AspNetCore.Authorization;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Asks IAM whether the caller may do an action on a resource before the endpoint runs. Several of them, on an
/// endpoint, its group or its class, must all be allowed.
/// </summary>
/// <remarks>
/// The whole question travels in the policy name, so every part of ASP.NET Core that honours
/// <see cref="AuthorizeAttribute"/> asks it or refuses; none can overlook it. The inherited members are hidden and
/// read-only because a policy name set from outside would replace the question.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html">IAM JSON
/// policy elements: Action</see>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = true)]
public sealed class IamAuthorizeAttribute : AuthorizeAttribute
{
    /// <summary>Asks for an action on a resource.</summary>
    /// <param name="action">The concrete action, for example <c>orders:GetOrder</c>.</param>
    /// <param name="resource">
    /// The resource as a template: text with <c>{name}</c> or <c>{**name}</c> of the route, for example
    /// <c>order/{id}</c>, which the app's partition, service, region and account are put before; or a whole ARN; or
    /// <c>*</c> for an action without resource. The app does not start when either is malformed.
    /// </param>
    public IamAuthorizeAttribute(string action, string resource)
        : base(IamPolicyName.Of(action, resource))
    {
        Action = action;
        Resource = resource;
    }

    /// <summary>The action.</summary>
    public string Action { get; }

    /// <summary>The resource's template.</summary>
    public string Resource { get; }

    /// <summary>The name that carries the question, <c>iam:{action}|{resource}</c>. Read-only.</summary>
    public new string Policy => base.Policy!;

    /// <summary>Always <see langword="null"/>: who may call stands in IAM policies. Read-only.</summary>
    public new string? Roles => base.Roles;

    /// <summary>
    /// Always <see langword="null"/>: who the caller is gets settled once per request, for all questions alike.
    /// Read-only.
    /// </summary>
    public new string? AuthenticationSchemes => base.AuthenticationSchemes;
}
