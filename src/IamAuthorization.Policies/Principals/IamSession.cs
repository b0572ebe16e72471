using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>
/// The facts of temporary credentials: what was fixed when a session was made and cannot change while it lives.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html">Temporary security
/// credentials in IAM</see>
/// </remarks>
public sealed class IamSession
{
    /// <summary>When the credentials were issued (<c>aws:TokenIssueTime</c>).</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>When they expire; from that instant on the session may do nothing.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether the caller proved a second factor (<c>aws:MultiFactorAuthPresent</c>).</summary>
    public bool HasMultiFactorAuth { get; init; }

    /// <summary>When the second factor was proved; the base of <c>aws:MultiFactorAuthAge</c>.</summary>
    public DateTimeOffset? MultiFactorAuthAt { get; init; }

    /// <summary>The source identity set on the session or inherited by it (<c>aws:SourceIdentity</c>).</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>The identity provider the session came from (<c>aws:FederatedProvider</c>).</summary>
    public string? FederatedProvider { get; init; }

    /// <summary>
    /// Session tags, which overlay the tags of the user or role. Keys are equal when they differ in case only.
    /// </summary>
    public ImmutableDictionary<string, string> Tags { get; init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether <see cref="Tags"/> hold the role's own tags too, as they were when the session was issued (EV-37). The
    /// role's tags as they are stored now do not count then.
    /// </summary>
    public bool IncludesRoleTags { get; init; }

    /// <summary>
    /// The keys of those <see cref="Tags"/> that pass on to every session made from this one and cannot be changed
    /// there (role chaining).
    /// </summary>
    public ImmutableArray<string> TransitiveTagKeys { get; init; } = [];

    /// <summary>The inline session policies; role and federated sessions only.</summary>
    public ImmutableArray<PolicyDocument> Policies { get; init; } = [];

    /// <summary>The ARNs of managed policies passed as session policies, read at each evaluation (PL-73).</summary>
    public ImmutableArray<string> PolicyArns { get; init; } = [];
}
