namespace IamAuthorization.Authorizer;

/// <summary>What is known of the resource of a question before its tags are.</summary>
/// <param name="OwnerAccountId">EV-21: the account that owns it.</param>
/// <param name="Trust">The trust policy of a role, or null.</param>
/// <param name="Tags">Its tags where the store or the caller knows them, else null.</param>
/// <param name="Controls">What the organization says of the owner's account.</param>
internal readonly record struct Target(
    string OwnerAccountId, CompiledSet? Trust, TagLookup? Tags, AccountControls Controls);
