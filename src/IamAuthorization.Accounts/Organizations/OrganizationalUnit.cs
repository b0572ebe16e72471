namespace IamAuthorization.Accounts;

/// <summary>The root of an organization or one of its organizational units.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_ous.html">Managing organizational
/// units</see>
/// </remarks>
public sealed record OrganizationalUnit
{
    /// <summary>The id: <c>r-…</c> for the root, <c>ou-…</c> for others.</summary>
    public required string Id { get; init; }

    /// <summary>The name, or <see langword="null"/>.</summary>
    public string? Name { get; init; }

    /// <summary>The service control policies attached to this level.</summary>
    public ValueList<NamedPolicy> ServiceControlPolicies { get; init; } = [];

    /// <summary>The resource control policies attached to this level.</summary>
    public ValueList<NamedPolicy> ResourceControlPolicies { get; init; } = [];

    /// <summary>The units below.</summary>
    public ValueList<OrganizationalUnit> OrganizationalUnits { get; init; } = [];

    /// <summary>The accounts directly in this unit.</summary>
    public ValueList<OrganizationAccount> Accounts { get; init; } = [];
}
