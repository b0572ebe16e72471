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
    private Task<AuthenticateResult>? _known;
    private bool _isForwarded;

    Task<AuthenticateResult> IAuthenticationHandler.AuthenticateAsync() =>
        _isForwarded ? AuthenticateAsync() : _known ?? FindAsync();

    private Task<AuthenticateResult> FindAsync()
    {
        ValueTask<AuthenticateResult?> known = tokens.FindAsync(Context);
        return known.IsCompletedSuccessfully ? KeepAsync(known.Result) : KeepAsync(known);
    }

    private async Task<AuthenticateResult> KeepAsync(ValueTask<AuthenticateResult?> known) =>
        await KeepAsync(await known);

    /// <summary>WHY once: a scheme answers the same in one request, though its token may become known.</summary>
    private Task<AuthenticateResult> KeepAsync(AuthenticateResult? known)
    {
        _isForwarded = known is null;
        return known is null ? AuthenticateAsync() : _known = Task.FromResult(known);
    }
}
