using System.Collections.Frozen;

namespace IamAuthorization.Policies;

/// <summary>How strictly a document is read.</summary>
public sealed class PolicyReadOptions
{
    private static readonly FrozenDictionary<string, string> KnownSharedIssuers = new Dictionary<string, string>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["token.actions.githubusercontent.com"] = "token.actions.githubusercontent.com:sub",
        ["gitlab.com"] = "gitlab.com:sub",
        ["agent.buildkite.com"] = "agent.buildkite.com:sub",
        ["app.terraform.io"] = "app.terraform.io:sub",
        ["cognito-identity.amazonaws.com"] = "cognito-identity.amazonaws.com:aud",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    internal static PolicyReadOptions Default { get; } = new();

    /// <summary>Which gates it must pass. The default is <see cref="PolicyGate.Save"/>.</summary>
    public PolicyGate Gate { get; init; }

    /// <summary>
    /// The sizes it is held to, or <see langword="null"/> for none but a length of 1,048,576 characters. The default
    /// is AWS's.
    /// </summary>
    public PolicyQuotas? Quotas { get; init; } = PolicyQuotas.Default;

    /// <summary>The partition of ARNs, beside AWS's own. The default is <c>aws</c>.</summary>
    public string Partition { get; init; } = "aws";

    /// <summary>
    /// The actions the application has, as <c>service:Name</c> in any case, or <see langword="null"/> when none is
    /// declared, which is the default. An action of the policy that matches none of them is a warning, or an error
    /// when <see cref="IsStrict"/>.
    /// </summary>
    public IReadOnlyCollection<string>? KnownActions { get; init; }

    /// <summary>
    /// Whether actions of services of which <see cref="KnownActions"/> names none pass unjudged, for policies that
    /// several applications share. The default is <see langword="false"/>.
    /// </summary>
    public bool IgnoresOtherServices { get; init; }

    /// <summary>
    /// Whether an action that matches none of <see cref="KnownActions"/> refuses the document. The default is
    /// <see langword="false"/>, as on AWS.
    /// </summary>
    public bool IsStrict { get; init; }

    /// <summary>
    /// OIDC issuers that many tenants share, by host and path without scheme, with the condition key that tells the
    /// tenants apart: a trust policy that federates one must test that key. The default holds
    /// widely used public ones.
    /// </summary>
    /// <remarks>
    /// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html">
    /// Identity-provider controls for shared OIDC providers</see>
    /// </remarks>
    public IReadOnlyDictionary<string, string> SharedOidcIssuers { get; init; } = KnownSharedIssuers;

    /// <summary>
    /// The resource a <see cref="PolicyKind.Resource"/> policy is attached to; every entry of its Resource must be
    /// able to match it or something below it. <see langword="null"/>, the default, leaves that unchecked.
    /// </summary>
    public Arn? AttachedResource { get; init; }

    /// <summary>
    /// Whether <see cref="PolicyDocument.Text"/> keeps the text, for those who must give it back as it was written.
    /// The default is <see langword="false"/>.
    /// </summary>
    public bool KeepsText { get; init; }

    /// <summary>
    /// Whether the text came as a parameter of an API call, in which only tab, LF, CR and U+0020 to U+00FF may occur.
    /// The default is <see langword="false"/>: files hold any Unicode text.
    /// </summary>
    /// <remarks>
    /// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html">CreatePolicy</see>
    /// </remarks>
    public bool IsApiParameter { get; init; }
}
