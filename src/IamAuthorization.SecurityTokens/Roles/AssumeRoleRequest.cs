using System.Collections.Immutable;
using IamAuthorization.Accounts;

namespace IamAuthorization.SecurityTokens;

/// <summary>Which role is assumed, for how long and with what limits.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</see>
/// </remarks>
public sealed record AssumeRoleRequest
{
    /// <summary>The role's ARN, <c>arn:PARTITION:iam::ACCOUNT:role/[path/]NAME</c>.</summary>
    public required string RoleArn { get; init; }

    /// <summary>
    /// Who uses the role, 2 to 64 of <c>A-Z a-z 0-9 + = , . @ _ -</c>; it ends the session's ARN and comes back in
    /// denials and logs.
    /// </summary>
    public required string RoleSessionName { get; init; }

    /// <summary>
    /// How long the session lives, whole seconds from 15 minutes to the role's maximum; 1 hour at most when the caller
    /// is a role session itself. <see langword="null"/>, the default, is 1 hour.
    /// </summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>
    /// What the trust policy of a third party's role asks for as <c>sts:ExternalId</c>, 2 to 1,224 of
    /// <c>A-Z a-z 0-9 + = , . @ : / _ -</c>; <see langword="null"/> for none. It is no secret.
    /// </summary>
    public string? ExternalId { get; init; }

    /// <summary>
    /// A policy document that narrows the session to what both it and the role's policies allow, or
    /// <see langword="null"/>. It counts 2,048 characters at most together with <see cref="PolicyArns"/>.
    /// </summary>
    public string? Policy { get; init; }

    /// <summary>Managed policies of the role's account that narrow the session, at most 10.</summary>
    public ImmutableArray<string> PolicyArns { get; init; } = [];

    /// <summary>Session tags, at most 50; keys are unique regardless of case.</summary>
    public ImmutableArray<IamTag> Tags { get; init; } = [];

    /// <summary>The keys of those <see cref="Tags"/> that pass on to sessions made from this one.</summary>
    public ImmutableArray<string> TransitiveTagKeys { get; init; } = [];

    /// <summary>
    /// Who is behind the session, 2 to 64 characters of session names, not beginning with <c>aws:</c>; it stays for
    /// all sessions made from this one. <see langword="null"/> for none.
    /// </summary>
    public string? SourceIdentity { get; init; }
}
