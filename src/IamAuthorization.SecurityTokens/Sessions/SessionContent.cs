using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>Those facts of a session that are packed: passed, inherited or frozen when it was issued.</summary>
internal sealed record SessionContent
{
    public required ImmutableArray<PolicyDocument> Policies { get; init; }

    public required ImmutableArray<string> PolicyArns { get; init; }

    /// <summary>All tags of the session; keys are equal when they differ in case only.</summary>
    public required ImmutableDictionary<string, string> Tags { get; init; }

    /// <summary>EV-37: whether the tags hold the role's own too.</summary>
    public required bool IncludesRoleTags { get; init; }

    public required ImmutableArray<string> TransitiveTagKeys { get; init; }
}
