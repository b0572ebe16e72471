namespace IamAuthorization.Accounts;

/// <summary>Which users, groups and roles that use a managed policy to list.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html">
/// ListEntitiesForPolicy</see>
/// </remarks>
public sealed class PolicyEntityQuery
{
    /// <summary>Which page, and what the paths begin with.</summary>
    public IamPageQuery Page { get; init; } = IamPageQuery.First;

    /// <summary>Users, groups or roles, or <see langword="null"/> for all.</summary>
    public IamIdentityKind? Kind { get; init; }

    /// <summary>As what they use it, or <see langword="null"/> for anything.</summary>
    public ManagedPolicyUsage? Usage { get; init; }
}
