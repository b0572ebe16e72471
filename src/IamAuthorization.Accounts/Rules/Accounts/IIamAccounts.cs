namespace IamAuthorization.Accounts;

/// <summary>The account itself: its alias, its password policy, and what is in it.</summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed.
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html">GetAccountSummary</see>
/// </remarks>
public interface IIamAccounts
{
    /// <summary>Makes the account of the call, which is not there yet.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The account.</returns>
    Task<IamCommitted<IamAccount>> CreateAsync(IamCall call, CancellationToken cancellationToken);

    /// <summary>Finds the account.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The account.</returns>
    Task<IamAccount> GetAsync(IamCall call, CancellationToken cancellationToken);

    /// <summary>Gives the account an alias, in the place of the one it had; no two accounts have the same.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> SetAliasAsync(IamCall call, string alias, CancellationToken cancellationToken);

    /// <summary>Takes the alias away.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteAliasAsync(IamCall call, string alias, CancellationToken cancellationToken);

    /// <summary>Finds the password policy.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The password policy.</returns>
    Task<PasswordPolicy> GetPasswordPolicyAsync(IamCall call, CancellationToken cancellationToken);

    /// <summary>Sets the password policy, whole.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="passwordPolicy">What passwords must be; what it leaves out is at its default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> SetPasswordPolicyAsync(
        IamCall call, PasswordPolicy passwordPolicy, CancellationToken cancellationToken);

    /// <summary>Goes back to the default for passwords.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeletePasswordPolicyAsync(IamCall call, CancellationToken cancellationToken);

    /// <summary>Counts what there is, and says how much there may be.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Counts and quotas by the names of the API.</returns>
    Task<IReadOnlyDictionary<string, int>> GetSummaryAsync(IamCall call, CancellationToken cancellationToken);
}
