using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// Records every question and answers it from a function; what is not allowed is denied for want of a policy.
/// </summary>
internal sealed class FakeAuthorizer : IIamAuthorizer
{
    private static readonly string[] NoKeys = [];

    private readonly ConcurrentQueue<Question> _questions = new();

    public Func<Question, bool> Allows { get; set; } = _ => true;

    public Func<Question, Exception?> Fault { get; set; } = _ => null;

    /// <summary>The condition keys that are read, as a policy's conditions would.</summary>
    public string[] ReadKeys { get; set; } = NoKeys;

    public IReadOnlyList<Question> Questions => [.. _questions];

    public void Forget() => _questions.Clear();

    public Question Only => Assert.Single(_questions);

    public ValueTask<IamDecision> AuthorizeAsync(
        IamPrincipal principal,
        ActionName action,
        IamResource resource,
        RequestContext? context = null,
        CancellationToken cancellationToken = default)
    {
        RequestContext keys = context ?? RequestContext.Empty;
        var question = new Question(
            principal, action.ToString(), resource, ReadKeys.ToDictionary(key => key, key => Read(keys, key)));
        _questions.Enqueue(question);
        return Fault(question) is { } fault ? throw fault : ValueTask.FromResult(Answer(question, action));
    }

    public async ValueTask<ImmutableArray<IamDecision>> AuthorizeManyAsync(
        IamPrincipal principal,
        IReadOnlyList<IamQuestion> questions,
        RequestContext? context = null,
        CancellationToken cancellationToken = default)
    {
        var answers = ImmutableArray.CreateBuilder<IamDecision>();
        foreach (IamQuestion question in questions)
        {
            answers.Add(await AuthorizeAsync(
                principal, question.Action, question.Resource, context, cancellationToken));
        }

        return answers.ToImmutable();
    }

    public ValueTask RequireRevisionAsync(long revisionMin, CancellationToken cancellationToken = default) => default;

    private static string? Read(RequestContext context, string key)
    {
        ContextValue value = context.Get(ConditionKey.Of(key));
        return value.ToString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>Allows come from the root user and denials from having no policy: both need no document.</summary>
    private IamDecision Answer(Question question, ActionName action)
    {
        string owner = question.Resource.OwnerAccountId ?? TestApp.Account;
        IamPrincipal principal = Allows(question) ? IamPrincipal.Root(owner) : question.Principal;
        return IamEvaluator.Decide(
            new AuthorizationRequest(principal, action, question.Resource.Arn, RequestContext.Empty, owner),
            default);
    }
}

internal sealed record Question(
    IamPrincipal Principal, string Action, IamResource Resource, IReadOnlyDictionary<string, string?> Keys)
{
    public string Arn => Resource.Arn.ToString();
}
