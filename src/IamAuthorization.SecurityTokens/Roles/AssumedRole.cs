using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>A session of a role that has just been issued.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumedRoleUser.html">AssumedRoleUser</see>
/// </remarks>
public sealed class AssumedRole
{
    internal AssumedRole(IamPrincipal principal, string accessToken, int? packedPolicySizePercent)
    {
        Principal = principal;
        AccessToken = accessToken;
        PackedPolicySizePercent = packedPolicySizePercent;
    }

    /// <summary>The session as principal; <see cref="IamPrincipal.Session"/> holds its facts.</summary>
    public IamPrincipal Principal { get; }

    /// <summary>The ARN of the session, <c>arn:PARTITION:sts::ACCOUNT:assumed-role/ROLE/SESSION</c>.</summary>
    public Arn Arn => Principal.Arn;

    /// <summary>The role's unique id and the session's name, <c>AROA…:SESSION</c>.</summary>
    public string AssumedRoleId => $"{Principal.UniqueId}:{Principal.SessionName}";

    /// <summary>When the session expires.</summary>
    public DateTimeOffset ExpiresAt => Principal.Session!.ExpiresAt!.Value;

    /// <summary>
    /// The bearer credential: whoever has it is the session until it expires. Keep it out of logs and URLs.
    /// </summary>
    public string AccessToken { get; }

    /// <summary>
    /// How much of the room for session policies and tags is used, in percent; <see langword="null"/> when none was
    /// passed.
    /// </summary>
    public int? PackedPolicySizePercent { get; }

    /// <summary>The session's ARN; never the token.</summary>
    /// <returns>The ARN.</returns>
    public override string ToString() => Arn.ToString();
}
