using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The managed policies of an account, their versions, and the built-in ones, which nobody changes.</summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html">Versioning IAM
/// policies</see>
/// </remarks>
public interface IIamManagedPolicies
{
    /// <summary>Makes a policy with version <c>v1</c>.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The policy, with its unique id.</returns>
    Task<IamCommitted<ManagedPolicy>> CreateAsync(
        IamCall call, NewManagedPolicy policy, CancellationToken cancellationToken);

    /// <summary>Finds a policy.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="policyArn">The ARN of the managed policy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The policy, and how much the account uses it.</returns>
    Task<ManagedPolicyUse> GetAsync(IamCall call, Arn policyArn, CancellationToken cancellationToken);

    /// <summary>Lists policies: built-in ones by name, then the account's by name.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="query">Which, and which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page of them.</returns>
    Task<IamPage<ManagedPolicyUse>> ListAsync(
        IamCall call, ManagedPolicyQuery query, CancellationToken cancellationToken);

    /// <summary>Deletes a policy that nobody uses and that has no version but the default one.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="policyArn">The ARN of the managed policy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteAsync(IamCall call, Arn policyArn, CancellationToken cancellationToken);

    /// <summary>Adds a version. Its number is one more than the highest there ever was.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="policyArn">The ARN of the managed policy.</param>
    /// <param name="document">The JSON text.</param>
    /// <param name="isDefault">Whether it is in effect from now on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version.</returns>
    Task<IamCommitted<ManagedPolicyText>> CreateVersionAsync(
        IamCall call, Arn policyArn, string document, bool isDefault, CancellationToken cancellationToken);

    /// <summary>Finds a version.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="policyArn">The ARN of the managed policy.</param>
    /// <param name="versionId">The version, for example <c>v3</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version.</returns>
    Task<ManagedPolicyText> GetVersionAsync(
        IamCall call, Arn policyArn, string versionId, CancellationToken cancellationToken);

    /// <summary>Puts a version into effect, for everyone who has the policy at once (PL-73).</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="policyArn">The ARN of the managed policy.</param>
    /// <param name="versionId">The version, for example <c>v3</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> SetDefaultVersionAsync(
        IamCall call, Arn policyArn, string versionId, CancellationToken cancellationToken);

    /// <summary>Deletes a version that is not in effect.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="policyArn">The ARN of the managed policy.</param>
    /// <param name="versionId">The version, for example <c>v3</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteVersionAsync(
        IamCall call, Arn policyArn, string versionId, CancellationToken cancellationToken);

    /// <summary>Lists the users, groups and roles of the account that use a policy.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="policyArn">The ARN of the managed policy.</param>
    /// <param name="query">Which, and which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page of <see cref="IamUser"/>s, <see cref="IamGroup"/>s and <see cref="IamRole"/>s.</returns>
    Task<IamPage<IamEntity>> ListEntitiesAsync(
        IamCall call, Arn policyArn, PolicyEntityQuery query, CancellationToken cancellationToken);

    /// <summary>Sets tags; those with the same key in any case are replaced.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="policyArn">The ARN of the managed policy.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> TagAsync(IamCall call, Arn policyArn, ValueList<IamTag> tags, CancellationToken cancellationToken);

    /// <summary>Removes tags; keys that no tag has are ignored.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="policyArn">The ARN of the managed policy.</param>
    /// <param name="tagKeys">The keys of the tags.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> UntagAsync(
        IamCall call, Arn policyArn, ValueList<string> tagKeys, CancellationToken cancellationToken);
}
