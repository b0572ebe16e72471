namespace IamAuthorization.Accounts;

/// <summary>
/// Makes policy files the source of truth beside a store: compares an account of it with a folder, and brings it to
/// what the folder says in one commit.
/// </summary>
/// <remarks>
/// Never touched are credentials, revocations of sessions, identity providers, built-in policies, roles that are
/// linked to a service, and what the files do not speak of: alias, password policy and resource policies without an
/// <c>account.json</c>, the organization without an <c>organization.json</c>.
/// </remarks>
public interface IPolicyFileSync
{
    /// <summary>Compares an account with the files of a folder. Nothing changes.</summary>
    /// <param name="folder">The folder of the policy files.</param>
    /// <param name="accountId">The account, 12 digits.</param>
    /// <param name="scope">What becomes of entities that no file describes.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The plan, to be shown before it is applied.</returns>
    Task<PolicyFilePlan> PlanAsync(
        string folder,
        string accountId,
        PolicyFileScope scope = PolicyFileScope.WholeAccount,
        CancellationToken cancellationToken = default);

    /// <summary>Makes all changes of a plan, or none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="origin">Who applies it, and from where; <see langword="null"/> for the app itself.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision; the planned one when there is nothing to change.</returns>
    /// <exception cref="InvalidOperationException">The plan cannot be applied: the message lists why.</exception>
    /// <exception cref="IamRevisionConflictException">The store has changed since; plan again.</exception>
    Task<long> ApplyAsync(
        PolicyFilePlan plan, IamChangeOrigin? origin = null, CancellationToken cancellationToken = default);
}
