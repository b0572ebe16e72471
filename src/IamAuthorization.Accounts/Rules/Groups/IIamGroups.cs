namespace IamAuthorization.Accounts;

/// <summary>The groups of an account, and who is in them.</summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html">IAM user groups</see>
/// </remarks>
public interface IIamGroups
{
    /// <summary>Makes a group.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="path">The path, <c>/</c> or <c>/…/</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The group, with its unique id.</returns>
    Task<IamCommitted<IamGroup>> CreateAsync(
        IamCall call, string name, string path, CancellationToken cancellationToken);

    /// <summary>Finds a group.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The group.</returns>
    Task<IamGroup> GetAsync(IamCall call, string name, CancellationToken cancellationToken);

    /// <summary>Lists groups by name.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page of them.</returns>
    Task<IamPage<IamGroup>> ListAsync(IamCall call, IamPageQuery page, CancellationToken cancellationToken);

    /// <summary>Renames or moves a group. Unique id, policies and members stay.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="newName">The new name, or <see langword="null"/> to keep it.</param>
    /// <param name="newPath">The new path, or <see langword="null"/> to keep it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The group as it is now.</returns>
    Task<IamCommitted<IamGroup>> UpdateAsync(
        IamCall call, string name, string? newName, string? newPath, CancellationToken cancellationToken);

    /// <summary>Deletes a group that has nothing left: no member, no policy.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteAsync(IamCall call, string name, CancellationToken cancellationToken);

    /// <summary>Puts a user into a group; one that is in it already stays.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="groupName">The name of the group.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> AddMemberAsync(
        IamCall call, string groupName, string userName, CancellationToken cancellationToken);

    /// <summary>Takes a user out of a group; one that is not in it is no error.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="groupName">The name of the group.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> RemoveMemberAsync(
        IamCall call, string groupName, string userName, CancellationToken cancellationToken);

    /// <summary>Lists the users of a group by name.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="groupName">The name of the group.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page of them.</returns>
    Task<IamPage<IamUser>> ListMembersAsync(
        IamCall call, string groupName, IamPageQuery page, CancellationToken cancellationToken);

    /// <summary>Lists the groups of a user by name.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page of them.</returns>
    Task<IamPage<IamGroup>> ListForUserAsync(
        IamCall call, string userName, IamPageQuery page, CancellationToken cancellationToken);
}
