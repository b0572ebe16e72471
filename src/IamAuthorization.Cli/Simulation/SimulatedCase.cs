using IamAuthorization.Policies;

namespace IamAuthorization.Cli.Simulation;

/// <summary>One line of <c>iam simulate</c>, read.</summary>
internal readonly struct SimulatedCase
{
    /// <summary>The caller's name for the case.</summary>
    public required string Id { get; init; }

    /// <summary>The question.</summary>
    public required AuthorizationRequest Request { get; init; }

    /// <summary>All policies that apply.</summary>
    public required ApplicablePolicies Policies { get; init; }
}
