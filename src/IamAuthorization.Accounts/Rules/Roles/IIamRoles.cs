namespace IamAuthorization.Accounts;

/// <summary>
/// The roles of an account. Trust policies are answered as they are shown: with the ARNs of today, or the unique ids of
/// users and roles that are gone (PL-55).
/// </summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed. A role that is linked to a service is
/// <see cref="IamErrorCodes.UnmodifiableEntity"/>.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html">IAM roles</see>
/// </remarks>
public interface IIamRoles
{
    /// <summary>Makes a role.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="role">The role.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The role, with its unique id.</returns>
    Task<IamCommitted<IamRole>> CreateAsync(IamCall call, NewIamRole role, CancellationToken cancellationToken);

    /// <summary>Finds a role.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The role.</returns>
    Task<IamRole> GetAsync(IamCall call, string name, CancellationToken cancellationToken);

    /// <summary>Lists roles by name.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page of them.</returns>
    Task<IamPage<IamRole>> ListAsync(IamCall call, IamPageQuery page, CancellationToken cancellationToken);

    /// <summary>
    /// Changes description and longest session; what is <see langword="null"/> stays. Running sessions keep their end.
    /// </summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="description">What it is for, or <see langword="null"/>.</param>
    /// <param name="sessionDurationMax">The longest session, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The role as it is now.</returns>
    Task<IamCommitted<IamRole>> UpdateAsync(
        IamCall call,
        string name,
        string? description,
        TimeSpan? sessionDurationMax,
        CancellationToken cancellationToken);

    /// <summary>Replaces the trust policy.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="trustPolicy">The JSON text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> UpdateTrustPolicyAsync(
        IamCall call, string name, string trustPolicy, CancellationToken cancellationToken);

    /// <summary>Deletes a role that holds no policy. Its sessions lose all access.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteAsync(IamCall call, string name, CancellationToken cancellationToken);

    /// <summary>Sets tags; those with the same key in any case are replaced.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> TagAsync(IamCall call, string name, ValueList<IamTag> tags, CancellationToken cancellationToken);

    /// <summary>Removes tags; keys that no tag has are ignored.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="tagKeys">The keys of the tags.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> UntagAsync(IamCall call, string name, ValueList<string> tagKeys, CancellationToken cancellationToken);
}
