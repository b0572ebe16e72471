using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>What a web app is in IAM's terms: <see cref="IamOptions"/> and what only HTTP has.</summary>
public sealed class IamAuthorizationOptions : IamOptions
{
    /// <summary>
    /// The account that owns what a request acts on, 12 digits, for apps that serve several accounts. The owner, not
    /// the ARN's text, decides same or cross account (EV-21).
    /// </summary>
    /// <value>The default is <see langword="null"/>: <see cref="IamOptions.AccountId"/> owns everything.</value>
    public Func<HttpContext, string>? ResourceAccount { get; set; }

    /// <summary>Who the users of other issuers are. A caller whom no map names gets 403.</summary>
    public IamCallerMap Callers { get; } = new();

    /// <summary>The condition keys the app supplies under its own prefix.</summary>
    public IamContextKeyMap ContextKeys { get; } = new();

    /// <summary>
    /// The authentication scheme of the app's own users. It becomes the default scheme when the app named none; with
    /// <c>AddIamBearer</c>, the scheme that gets every request without a credential of ours.
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>: the framework's rule, by which the only registered scheme is the default;
    /// with <c>AddIamBearer</c>, the only other JwtBearer scheme.
    /// </value>
    public string? AppScheme { get; set; }

    /// <summary>How much a denial tells a caller of the resource's own account (EV-48).</summary>
    /// <value>The default is <see cref="IamDenialDetail.Reason"/>.</value>
    public IamDenialDetail DenialDetail { get; set; } = IamDenialDetail.Reason;

    /// <summary>When what an open connection was allowed is decided again.</summary>
    public IamConnectionOptions Connections { get; } = new();
}
