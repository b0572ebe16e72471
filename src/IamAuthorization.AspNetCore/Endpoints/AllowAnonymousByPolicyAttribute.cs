namespace IamAuthorization.AspNetCore;

/// <summary>
/// Opts an endpoint in to anonymous evaluation (EV-28): a request without credentials is asked for as the anonymous
/// principal, which only a resource-based policy can allow. A failed credential stays 401.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous">
/// Anonymous users</see>
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowAnonymousByPolicyAttribute : Attribute;
