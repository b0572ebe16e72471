using System.Diagnostics.CodeAnalysis;

namespace IamAuthorization.SecurityTokens;

/// <summary>A session, or why there is none.</summary>
public sealed class AssumeRoleResult
{
    internal AssumeRoleResult(AssumedRole session) => Session = session;

    internal AssumeRoleResult(SecurityTokenError error) => Error = error;

    /// <summary>Whether the role was assumed.</summary>
    [MemberNotNullWhen(true, nameof(Session))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsAssumed => Session is not null;

    /// <summary>The session, or <see langword="null"/> when the role was not assumed.</summary>
    public AssumedRole? Session { get; }

    /// <summary>Why the role was not assumed, or <see langword="null"/>.</summary>
    public SecurityTokenError? Error { get; }
}
