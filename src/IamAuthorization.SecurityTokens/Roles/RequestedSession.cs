using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>A request whose parameters all have their form. Nothing of it says yet that the role exists.</summary>
internal sealed record RequestedSession
{
    public required Arn RoleArn { get; init; }

    public required string SessionName { get; init; }

    public required TimeSpan Duration { get; init; }

    public required string? ExternalId { get; init; }

    public required PolicyDocument? Policy { get; init; }

    public required ImmutableArray<Arn> PolicyArns { get; init; }

    /// <summary>The tags passed, in their order; keys are unique regardless of case.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Tags { get; init; }

    /// <summary>Some of the keys of <see cref="Tags"/>, spelt as there.</summary>
    public required ImmutableArray<string> TransitiveTagKeys { get; init; }

    /// <summary>The source identity passed, not one that is inherited.</summary>
    public required string? SourceIdentity { get; init; }

    /// <summary>Whether the answer says how much of the room for policies and tags is used.</summary>
    public bool HasPackedContent => Policy is not null || !PolicyArns.IsEmpty || !Tags.IsEmpty;

    /// <summary>The account that the role's ARN names.</summary>
    public string RoleAccountId => RoleArn.Account.ToString();
}
