using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IamAuthorization.Authorizer.Tests.Histories;

/// <summary>An authorizer as an app could wrap it.</summary>
internal abstract class SpoiltAuthorizer(IIamAuthorizer inner) : IIamAuthorizer
{
    public virtual ValueTask<IamDecision> AuthorizeAsync(
        IamPrincipal principal,
        ActionName action,
        IamResource resource,
        RequestContext? context = null,
        CancellationToken cancellationToken = default) =>
        inner.AuthorizeAsync(principal, action, resource, context, cancellationToken);

    public ValueTask<ImmutableArray<IamDecision>> AuthorizeManyAsync(
        IamPrincipal principal,
        IReadOnlyList<IamQuestion> questions,
        RequestContext? context = null,
        CancellationToken cancellationToken = default) =>
        inner.AuthorizeManyAsync(principal, questions, context, cancellationToken);

    public virtual ValueTask RequireRevisionAsync(long revisionMin, CancellationToken cancellationToken = default) =>
        inner.RequireRevisionAsync(revisionMin, cancellationToken);
}

/// <summary>What a cache of decisions does that nothing empties: who was allowed once is allowed for ever.</summary>
/// <param name="inner">Who knows better.</param>
/// <param name="remembered">What was decided before, in this scope or others.</param>
internal sealed class ForgetlessAuthorizer(
    IIamAuthorizer inner, ConcurrentDictionary<(Arn Caller, ActionName Action), IamDecision> remembered)
    : SpoiltAuthorizer(inner)
{
    public override async ValueTask<IamDecision> AuthorizeAsync(
        IamPrincipal principal,
        ActionName action,
        IamResource resource,
        RequestContext? context = null,
        CancellationToken cancellationToken = default)
    {
        IamDecision decision = await base.AuthorizeAsync(principal, action, resource, context, cancellationToken);
        if (decision.IsAllowed)
        {
            remembered.TryAdd((principal.Arn, action), decision);
        }

        return remembered.GetValueOrDefault((principal.Arn, action), decision);
    }
}

/// <summary>What an authorizer does to which nobody hands the revision on.</summary>
internal sealed class HeedlessAuthorizer(IIamAuthorizer inner) : SpoiltAuthorizer(inner)
{
    public override ValueTask RequireRevisionAsync(long revisionMin, CancellationToken cancellationToken = default) =>
        ValueTask.CompletedTask;
}

internal static class SpoiltAuthorizers
{
    /// <summary>Puts one that is spoilt in the place of the authorizer.</summary>
    public static void SpoilAuthorizer(this IServiceCollection services, Func<IIamAuthorizer, IIamAuthorizer> spoil)
    {
        services.RemoveAll<IIamAuthorizer>();
        services.AddTransient(provider => spoil(ActivatorUtilities.CreateInstance<IamAuthorizer>(provider)));
    }
}
