namespace IamAuthorization.Accounts;

/// <summary>The organization, which its management account alone sees and changes.</summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed; any account but the management account
/// is <see cref="IamErrorCodes.AccessDenied"/>.
/// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_ous.html">Managing organizational
/// units</see>
/// </remarks>
public interface IIamOrganizations
{
    /// <summary>Makes the organization; the account of the call is its management account.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The organization.</returns>
    Task<IamCommitted<Organization>> CreateAsync(IamCall call, CancellationToken cancellationToken);

    /// <summary>Finds the organization.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The organization, whole.</returns>
    Task<Organization> GetAsync(IamCall call, CancellationToken cancellationToken);

    /// <summary>Makes a unit.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="parentId">The id of the unit above, or of the root.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The unit.</returns>
    Task<IamCommitted<OrganizationalUnit>> CreateUnitAsync(
        IamCall call, string parentId, string name, CancellationToken cancellationToken);

    /// <summary>Gives a unit another name; its id stays.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="unitId">The id of the unit, not that of the root.</param>
    /// <param name="name">The new name; case does not count among those beside it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> RenameUnitAsync(IamCall call, string unitId, string name, CancellationToken cancellationToken);

    /// <summary>Deletes a unit in which nothing is left.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="unitId">The id of the unit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteUnitAsync(IamCall call, string unitId, CancellationToken cancellationToken);

    /// <summary>Makes an account in the organization.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="parentId">The id of the unit above, or of the root.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The account, with its id.</returns>
    Task<IamCommitted<IamAccount>> CreateAccountAsync(
        IamCall call, string parentId, CancellationToken cancellationToken);

    /// <summary>Moves an account to another unit.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="accountId">The account, 12 digits.</param>
    /// <param name="parentId">The id of the unit above, or of the root.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> MoveAccountAsync(
        IamCall call, string accountId, string parentId, CancellationToken cancellationToken);

    /// <summary>
    /// Attaches a policy, or replaces the one of that name. The first service control policy turns them on: every level
    /// gets <c>FullAWSAccess</c> with it, so that nobody is locked out (EV-22, EV-26).
    /// </summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="kind">Which kind of policy.</param>
    /// <param name="targetId">The id of the root, unit or account.</param>
    /// <param name="policyName">The name of the inline policy.</param>
    /// <param name="document">The JSON text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> AttachPolicyAsync(
        IamCall call,
        ControlPolicyKind kind,
        string targetId,
        string policyName,
        string document,
        CancellationToken cancellationToken);

    /// <summary>Detaches a policy. A level keeps at least one service control policy.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="kind">Which kind of policy.</param>
    /// <param name="targetId">The id of the root, unit or account.</param>
    /// <param name="policyName">The name of the inline policy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DetachPolicyAsync(
        IamCall call,
        ControlPolicyKind kind,
        string targetId,
        string policyName,
        CancellationToken cancellationToken);
}
