using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>What the organization says of an account: its place and the policies of the levels above it.</summary>
internal sealed class AccountControls
{
    public static AccountControls None { get; } = new();

    public string? OrganizationId { get; init; }

    public string? OrganizationPath { get; init; }

    public ImmutableArray<CompiledSet> ServiceControlLevels { get; init; } = [];

    public ImmutableArray<CompiledSet> ResourceControlLevels { get; init; } = [];

    public ImmutableArray<PolicySet> ServiceControlSets { get; init; } = [];

    public ImmutableArray<PolicySet> ResourceControlSets { get; init; } = [];
}
