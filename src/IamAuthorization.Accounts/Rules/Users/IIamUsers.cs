namespace IamAuthorization.Accounts;

/// <summary>The users of an account.</summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users.html">IAM users</see>
/// </remarks>
public interface IIamUsers
{
    /// <summary>Makes a user.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The user, with its unique id.</returns>
    Task<IamCommitted<IamUser>> CreateAsync(IamCall call, NewIamUser user, CancellationToken cancellationToken);

    /// <summary>Finds a user.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The user.</returns>
    Task<IamUser> GetAsync(IamCall call, string name, CancellationToken cancellationToken);

    /// <summary>Lists users by name.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page of them.</returns>
    Task<IamPage<IamUser>> ListAsync(IamCall call, IamPageQuery page, CancellationToken cancellationToken);

    /// <summary>
    /// Renames or moves a user. Unique id, credentials, policies and memberships stay, and policies that name the user
    /// go on naming it.
    /// </summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="newName">The new name, or <see langword="null"/> to keep it.</param>
    /// <param name="newPath">The new path, or <see langword="null"/> to keep it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The user as it is now.</returns>
    Task<IamCommitted<IamUser>> UpdateAsync(
        IamCall call, string name, string? newName, string? newPath, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a user that has nothing left: no policy, group, access key, password or MFA device. A permissions
    /// boundary goes with it.
    /// </summary>
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

    /// <summary>
    /// Gives one user the groups, attached policies, inline policies and permissions boundary of another, in one
    /// commit. What the user had before of these is replaced.
    /// </summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="sourceName">The name of the user to copy from.</param>
    /// <param name="targetName">The name of the user to copy to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The user as it is now.</returns>
    Task<IamCommitted<IamUser>> CopyPermissionsAsync(
        IamCall call, string sourceName, string targetName, CancellationToken cancellationToken);
}
