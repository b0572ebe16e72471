using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>The resource of a question: its ARN and what the app knows of it.</summary>
public sealed class IamResource
{
    /// <summary>A resource of which only the ARN is known.</summary>
    /// <param name="arn">The ARN, or <see cref="Arn.Any"/>.</param>
    public IamResource(Arn arn) => Arn = arn;

    /// <summary>The ARN.</summary>
    public Arn Arn { get; }

    /// <summary>
    /// The account that owns it, 12 digits; it decides same or cross account, not the ARN's text (EV-21).
    /// <see langword="null"/>: the app's account.
    /// </summary>
    public string? OwnerAccountId { get; init; }

    /// <summary>
    /// Its tags where they are known already; <see langword="null"/>: asked for when a condition needs them.
    /// </summary>
    public ImmutableDictionary<string, string>? Tags { get; init; }

    /// <summary>
    /// EV-35: tags that take the place of a role's own while it is decided who may assume it; <see langword="null"/>
    /// for none.
    /// </summary>
    internal ImmutableDictionary<string, string>? RoleTagOverlay { get; init; }

    /// <summary>
    /// EV-31: decides as if the role's trust policy left the question to the caller's account, so that only the
    /// caller's own policies can allow it. Asked in addition to the question on the trust policy itself.
    /// </summary>
    internal bool DelegatesTrust { get; init; }

    /// <summary>A resource of which only the ARN is known.</summary>
    /// <param name="arn">The ARN.</param>
    public static implicit operator IamResource(Arn arn) => new(arn);

    /// <summary>A resource of which only the ARN is known.</summary>
    /// <param name="arn">The ARN.</param>
    /// <returns>The resource.</returns>
    public static IamResource FromArn(Arn arn) => new(arn);
}
