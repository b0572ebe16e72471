using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// The scheme <c>Iam</c>: answers for tokens that are known, and forwards everything else as its options say.
/// </summary>
internal sealed class ForwardingHandler(
    IOptionsMonitor<PolicySchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownTokens tokens)
    : PolicySchemeHandler(options, logger, encoder), IAuthenticationHandler
{
    private AuthenticateResult? _known;
    private bool _isForwarded;

    async Task<AuthenticateResult> IAuthenticationHandler.AuthenticateAsync()
    {
        if (_known is null && !_isForwarded)
        {
            // WHY once: a scheme answers the same within one request, even when its token becomes known meanwhile.
            _known = await tokens.FindAsync(Context);
            _isForwarded = _known is null;
        }

        return _known ?? await AuthenticateAsync();
    }
}
