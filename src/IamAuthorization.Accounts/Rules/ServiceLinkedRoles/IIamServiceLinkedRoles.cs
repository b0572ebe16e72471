namespace IamAuthorization.Accounts;

/// <summary>
/// The roles that services of the app act with in an account. What such a role may do is fixed; nobody but the service
/// changes it: every other operation on it is <see cref="IamErrorCodes.UnmodifiableEntity"/>.
/// </summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed. Which services there are says
/// <see cref="IamServiceLinkedRoleOptions"/>.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html">Using service-linked
/// roles</see>
/// </remarks>
public interface IIamServiceLinkedRoles
{
    /// <summary>
    /// Makes the role of a service: <c>AWSServiceRoleForNAME</c> under <c>/aws-service-role/SERVICE/</c>, which the
    /// service alone may assume.
    /// </summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="serviceName">The service, for example <c>reports.orders.example</c>.</param>
    /// <param name="description">What the role is for, or <see langword="null"/> for what the service says.</param>
    /// <param name="customSuffix">
    /// What follows <c>AWSServiceRoleForNAME_</c> where the service allows several roles, or <see langword="null"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The role, with its unique id.</returns>
    Task<IamCommitted<IamRole>> CreateAsync(
        IamCall call,
        string serviceName,
        string? description,
        string? customSuffix,
        CancellationToken cancellationToken);

    /// <summary>Deletes the role of a service that needs it no more. Its sessions lose all access.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="roleName">The name of the role.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteAsync(IamCall call, string roleName, CancellationToken cancellationToken);
}
