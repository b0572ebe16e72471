using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>What users, groups and roles hold: attached and inline policies, permissions boundaries.</summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html">Managed policies
/// and inline policies</see>
/// </remarks>
public interface IIamIdentityPolicies
{
    /// <summary>Attaches a managed policy; one that is attached already stays.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="identity">The user, group or role.</param>
    /// <param name="policyArn">The ARN of the managed policy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> AttachAsync(IamCall call, IamIdentity identity, Arn policyArn, CancellationToken cancellationToken);

    /// <summary>Detaches a managed policy.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="identity">The user, group or role.</param>
    /// <param name="policyArn">The ARN of the managed policy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DetachAsync(IamCall call, IamIdentity identity, Arn policyArn, CancellationToken cancellationToken);

    /// <summary>Lists the attached managed policies by name.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="identity">The user, group or role.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page of their ARNs.</returns>
    Task<IamPage<Arn>> ListAttachedAsync(
        IamCall call, IamIdentity identity, IamPageQuery page, CancellationToken cancellationToken);

    /// <summary>Adds an inline policy, or replaces the one of exactly that name.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="identity">The user, group or role.</param>
    /// <param name="policyName">The name of the inline policy.</param>
    /// <param name="document">The JSON text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> PutInlineAsync(
        IamCall call, IamIdentity identity, string policyName, string document, CancellationToken cancellationToken);

    /// <summary>Finds an inline policy.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="identity">The user, group or role.</param>
    /// <param name="policyName">The name of the inline policy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The policy.</returns>
    Task<NamedPolicy> GetInlineAsync(
        IamCall call, IamIdentity identity, string policyName, CancellationToken cancellationToken);

    /// <summary>Deletes an inline policy.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="identity">The user, group or role.</param>
    /// <param name="policyName">The name of the inline policy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteInlineAsync(
        IamCall call, IamIdentity identity, string policyName, CancellationToken cancellationToken);

    /// <summary>Lists the names of the inline policies.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="identity">The user, group or role.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page of them.</returns>
    Task<IamPage<string>> ListInlineAsync(
        IamCall call, IamIdentity identity, IamPageQuery page, CancellationToken cancellationToken);

    /// <summary>Sets the permissions boundary of a user or role.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="identity">The user, group or role.</param>
    /// <param name="policyArn">The ARN of the managed policy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> SetBoundaryAsync(
        IamCall call, IamIdentity identity, Arn policyArn, CancellationToken cancellationToken);

    /// <summary>Removes the permissions boundary of a user or role; having none is no error.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="identity">The user, group or role.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> RemoveBoundaryAsync(IamCall call, IamIdentity identity, CancellationToken cancellationToken);
}
