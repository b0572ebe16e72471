using IamAuthorization.Policies;
using Microsoft.AspNetCore.Authorization;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// One question to IAM as an ASP.NET requirement, for <see cref="IAuthorizationService"/> and hand-made
/// authorization policies. Endpoints use <see cref="IamAuthorizeAttribute"/> or <c>RequireIam</c>.
/// </summary>
public sealed class IamRequirement : IAuthorizationRequirement
{
    /// <summary>Asks for an action on a resource.</summary>
    /// <param name="action">The concrete action, for example <c>orders:GetOrder</c>.</param>
    /// <param name="resource">The resource's template, as for <see cref="IamAuthorizeAttribute"/>.</param>
    /// <exception cref="FormatException">
    /// The action or the template is malformed; the message says what and where.
    /// </exception>
    public IamRequirement(string action, string resource)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(resource);
        Action = ActionName.Parse(action);
        Template = ResourceTemplate.Parse(resource);
    }

    /// <summary>The action.</summary>
    public ActionName Action { get; }

    /// <summary>The resource's template as it was written.</summary>
    public string Resource => Template.ToString();

    internal ResourceTemplate Template { get; }

    /// <summary>The question, for the framework's own logs.</summary>
    /// <returns>Action and template.</returns>
    public override string ToString() => $"{Action} on {Resource}";
}
