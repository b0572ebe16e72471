using IamAuthorization.Authorizer;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Where JwtBearer takes our tokens from, what must be true of a session beyond its token, and how refusals are told.
/// </summary>
internal sealed class IamBearerEvents(IOptions<IamBearerOptions> options) : JwtBearerEvents
{
    public override Task MessageReceived(MessageReceivedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        PresentedCredential credential =
            PresentedCredential.Of(context.HttpContext, options.Value.HubTokenInQuery);
        if (credential.Shape == CredentialShape.Several)
        {
            context.Fail(new RefusedCredentialException(BearerProblem.TwoCredentials));
        }
        else if (credential.Token is { Length: > 0 } token)
        {
            context.Token = token;
        }
        else
        {
            // WHY: JwtBearer must not look for a token by itself where there is none by our reading.
            context.NoResult();
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// A token outlives its session when the role is deleted or the session revoked: the store knows, on the snapshot
    /// on which the request is decided.
    /// </summary>
    public override async Task TokenValidated(TokenValidatedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IamPrincipalState state = context.Principal?.Identity is IamIdentity identity
            ? await context.HttpContext.RequestServices.GetRequiredService<IIamPrincipals>()
                .GetStateAsync(identity.Principal, context.HttpContext.RequestAborted)
            : IamPrincipalState.Unknown;
        if (BearerProblem.Of(state) is { } problem)
        {
            context.Fail(new RefusedCredentialException(problem));
        }
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.AuthenticateFailure is RefusedCredentialException refused)
        {
            context.Error = refused.Message == BearerProblem.TwoCredentials ? "invalid_request" : "invalid_token";
            context.ErrorDescription = refused.Message;
        }

        return Task.CompletedTask;
    }
}
