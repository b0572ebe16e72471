namespace IamAuthorization.Accounts;

/// <summary>
/// When credentials and roles of an account were used last. It is known to the minute on the node where they were used,
/// and elsewhere after <see cref="IamLastUsedOptions.WriteInterval"/>.
/// </summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html">Refine permissions
/// using last accessed information</see>
/// </remarks>
public interface IIamLastUsed
{
    /// <summary>Finds out when an access key was used last.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="accessKeyId">The id of the key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whose it is, and when, for which service and in which region it was used.</returns>
    Task<AccessKeyLastUse> OfAccessKeyAsync(IamCall call, string accessKeyId, CancellationToken cancellationToken);

    /// <summary>Finds out when a user signed in with a password last.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When, or <see langword="null"/> for never.</returns>
    Task<IamLastUse?> OfPasswordAsync(IamCall call, string userName, CancellationToken cancellationToken);

    /// <summary>Finds out when a role was assumed last.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="roleName">The name of the role.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When and in which region, or <see langword="null"/> for never.</returns>
    Task<IamLastUse?> OfRoleAsync(IamCall call, string roleName, CancellationToken cancellationToken);
}
