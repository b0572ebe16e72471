namespace IamAuthorization.Accounts;

/// <summary>An account's place in the organization.</summary>
public sealed record OrganizationAccount
{
    /// <summary>The account id, 12 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The service control policies attached to the account itself.</summary>
    public ValueList<NamedPolicy> ServiceControlPolicies { get; init; } = [];

    /// <summary>The resource control policies attached to the account itself.</summary>
    public ValueList<NamedPolicy> ResourceControlPolicies { get; init; } = [];
}
