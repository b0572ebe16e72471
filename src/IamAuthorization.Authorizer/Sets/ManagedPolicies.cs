using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>The managed policies of one principal as a snapshot has them.</summary>
internal readonly struct ManagedPolicies(SharedSets shared, IReadOnlyDictionary<Arn, ManagedPolicy> found)
{
    /// <summary>EV-02: an attached policy that is gone may have held the Deny that matters.</summary>
    /// <exception cref="UnreadablePolicyException">There is no such policy.</exception>
    public CompiledPolicy Compile(Arn arn) => found.TryGetValue(arn, out ManagedPolicy? policy)
        ? shared.Compile(arn.ToString(), policy.Document)
        : throw new UnreadablePolicyException(arn.ToString(), "it is attached but does not exist");
}
