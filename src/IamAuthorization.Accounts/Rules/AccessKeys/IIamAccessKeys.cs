namespace IamAuthorization.Accounts;

/// <summary>The long-term access keys of users, and of the root user, who is <see langword="null"/> here.</summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed. What belongs to the root user is for
/// the root user alone, and for the app itself: anybody else is <see cref="IamErrorCodes.AccessDenied"/>.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html">Manage access keys for
/// IAM users</see>
/// </remarks>
public interface IIamAccessKeys
{
    /// <summary>Makes a key.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="ownerName">The name of the user, or <see langword="null"/> for the root user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The key with its secret, which is never answered again.</returns>
    Task<IamCommitted<NewAccessKey>> CreateAsync(
        IamCall call, string? ownerName, CancellationToken cancellationToken);

    /// <summary>Lists the keys by id.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="ownerName">The name of the user, or <see langword="null"/> for the root user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All of them.</returns>
    Task<ValueList<AccessKey>> ListAsync(IamCall call, string? ownerName, CancellationToken cancellationToken);

    /// <summary>Lets a key be used, or not.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="ownerName">The name of the user, or <see langword="null"/> for the root user.</param>
    /// <param name="accessKeyId">The id of the key.</param>
    /// <param name="isActive">Whether it may be used.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> SetActiveAsync(
        IamCall call, string? ownerName, string accessKeyId, bool isActive, CancellationToken cancellationToken);

    /// <summary>Deletes a key.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="ownerName">The name of the user, or <see langword="null"/> for the root user.</param>
    /// <param name="accessKeyId">The id of the key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteAsync(
        IamCall call, string? ownerName, string accessKeyId, CancellationToken cancellationToken);
}
