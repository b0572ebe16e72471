namespace IamAuthorization.Policies;

/// <summary>One entry of a Principal or NotPrincipal element.</summary>
/// <param name="Kind">The key it stands under.</param>
/// <param name="Value">The value as written; <c>*</c> for <see cref="PolicyPrincipalKind.Everyone"/>.</param>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">AWS JSON
/// policy elements: Principal</see>
/// </remarks>
public sealed record PolicyPrincipal(PolicyPrincipalKind Kind, string Value);
