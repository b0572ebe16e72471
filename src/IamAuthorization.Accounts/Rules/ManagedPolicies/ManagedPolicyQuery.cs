namespace IamAuthorization.Accounts;

/// <summary>Which managed policies to list.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html">ListPolicies</see>
/// </remarks>
public sealed class ManagedPolicyQuery
{
    /// <summary>Which page, and what the paths begin with.</summary>
    public IamPageQuery Page { get; init; } = IamPageQuery.First;

    /// <summary>Whose. The default is all.</summary>
    public ManagedPolicyScope Scope { get; init; }

    /// <summary>Whether only those that the account uses.</summary>
    public bool OnlyAttached { get; init; }

    /// <summary>What they are used as, or <see langword="null"/> for anything.</summary>
    public ManagedPolicyUsage? Usage { get; init; }
}
