using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>
/// Decides for principals whose policies stand in the app's store. All decisions of one scope (one
/// HTTP request) are made on one snapshot.
/// </summary>
public interface IIamAuthorizer
{
    /// <summary>Decides one question. Whatever goes wrong is a denial with its reason, never an exception.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="action">The concrete action.</param>
    /// <param name="resource">The resource; an <see cref="Arn"/> converts to one.</param>
    /// <param name="context">The condition keys of the request; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait for store and providers.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask<IamDecision> AuthorizeAsync(
        IamPrincipal principal,
        ActionName action,
        IamResource resource,
        RequestContext? context = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Decides several questions of one principal on one snapshot: "what can I do here?" in one call.
    /// </summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="questions">The questions.</param>
    /// <param name="context">The condition keys of the request; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait for store and providers.</param>
    /// <returns>The answers, in the order of the questions.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask<ImmutableArray<IamDecision>> AuthorizeManyAsync(
        IamPrincipal principal,
        IReadOnlyList<IamQuestion> questions,
        RequestContext? context = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Sees to it that this scope decides on nothing older than a commit that somebody knows of, made here or on
    /// another node. Where the scope has decided on an older state, its next questions are decided anew.
    /// </summary>
    /// <remarks>
    /// A question that must be decided on a revision which the store does not have, or cannot tell, is denied.
    /// </remarks>
    /// <param name="revisionMin">The revision that the commit answered.</param>
    /// <param name="cancellationToken">Ends the wait for questions of the same scope that are being decided.</param>
    /// <returns>When the scope knows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The revision is negative.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask RequireRevisionAsync(long revisionMin, CancellationToken cancellationToken = default);
}
